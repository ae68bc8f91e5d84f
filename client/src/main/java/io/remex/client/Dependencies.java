package io.remex.client;

import io.remex.ObjectRef;
import io.remex.RemexException;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.spi.ReferenceCarrier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a task back until all references among its arguments are ready, then puts their values where they belong: small ones as
 * bytes, stored ones as they are. Runs on the submitting thread, or on whichever brought the last outcome.
 */
final class Dependencies implements ReferenceCarrier {
    /** Tasks that fail because of each other, on a thread that does so now: a long chain of them must not become a deep stack. */
    private static final ThreadLocal<ArrayDeque<Runnable>> FAILING = new ThreadLocal<>();

    private final TaskRef<?> task;
    private final Encoded encoded;
    private final List<Gap<?>> gaps;
    private final Object[] outcomes;
    private final List<ExportedRef<?>> exports = new ArrayList<>(0);
    private int unready;

    /** A place in the arguments where the value of a reference belongs. */
    record Gap<T>(int position, AbstractRef<? extends T> ref, Codec<T> codec) {
        /** Appends the value; returns why that is not possible, or null. */
        private Failure fill(Values values, Object value, ArgumentBlock block) {
            if (!(value instanceof StoredHandle handle) || !Values.agree(ref, codec)) {
                return values.tryTranscode(ref, value, codec, block.out());
            }
            StoredValue stored;
            try {
                stored = Values.retainForReaders(ref, handle);
            } catch (RemexException e) {
                return Failure.of(e.code(), e.getMessage());
            }
            block.splice(StoredArguments.Piece.whole(stored));
            return null;
        }
    }

    /**
     * The arguments that are no references, one after the other: in memory or in the store.
     *
     * @param bytes null if they are stored
     * @param stored held once by this; null if they are in memory
     */
    record Encoded(byte[] bytes, StoredValue stored) {
        private int length() {
            return stored == null ? bytes.length : stored.length();
        }

        private void append(ArgumentBlock block, int from, int to) {
            if (stored == null) {
                block.out().putBytes(bytes, from, to - from);
            } else if (to > from && stored.retainForReaders()) {
                block.splice(StoredArguments.Piece.range(stored, from, to - from));
            }
        }

        private void release() {
            if (stored != null) {
                stored.release();
            }
        }
    }

    /** @param gaps in the order of their positions */
    Dependencies(TaskRef<?> task, Encoded encoded, List<Gap<?>> gaps) {
        this.task = task;
        this.encoded = encoded;
        this.gaps = gaps;
        this.outcomes = new Object[gaps.size()];
        this.unready = gaps.size();
    }

    /** Begins to wait; a task whose references are all ready goes on at once. */
    void listen() {
        if (gaps.isEmpty()) {
            proceed();
            return;
        }
        task.runtime().submitter().onHeldBack(task);
        for (int i = 0; i < outcomes.length; i++) {
            int place = i;
            gaps.get(i).ref().listen(new ReadyListener() {
                @Override
                void onReady(Object outcome) {
                    Dependencies.this.onReady(place, outcome);
                }
            });
        }
    }

    private void onReady(int place, Object outcome) {
        synchronized (this) {
            outcomes[place] = outcome;
            if (--unready > 0) {
                return;
            }
        }
        task.runtime().submitter().onNoLongerHeldBack(task);
        proceed();
    }

    private void proceed() {
        Failure failure = task.hasOutcome() ? null : fill();
        encoded.release();
        if (failure != null) {
            fail(failure);
        } else if (task.stored() != null && !task.stored().areThere()) {
            task.runtime().reconstructions().sendWhenThere(task, 0);
        } else if (!task.hasOutcome()) {
            task.runtime().submitter().submit(task);
        }
    }

    private void fail(Failure failure) {
        ArrayDeque<Runnable> failing = FAILING.get();
        if (failing != null) {
            failing.add(() -> task.completeFailure(failure));
            return;
        }
        failing = new ArrayDeque<>();
        FAILING.set(failing);
        try {
            task.completeFailure(failure);
            for (Runnable next = failing.poll(); next != null; next = failing.poll()) {
                next.run();
            }
        } finally {
            FAILING.remove();
        }
    }

    /** Puts the values into the arguments; returns why that is not possible, or null. */
    private Failure fill() {
        for (Object outcome : outcomes) {
            if (outcome instanceof Failure failure) {
                return failure;
            }
        }
        CallerRuntime runtime = task.runtime();
        ArgumentBlock block = new ArgumentBlock(runtime);
        block.out().reset(this);
        Failure failure;
        try {
            failure = fill(block);
            if (failure == null && block.isPlain()) {
                task.arguments(block.out().copy(), null);
            } else if (failure == null) {
                StoredArguments complete = block.finish();
                task.arguments(complete.inline(), complete);
            }
        } catch (RemexException e) {
            failure = Failure.of(e.code(), "the arguments of " + task.description() + ": " + e.getMessage());
        }
        if (failure != null) {
            block.abandon();
            return failure;
        }
        if (!exports.isEmpty()) {
            runtime.objects().onExported(exports);
            task.addExports(exports);
        }
        return null;
    }

    private Failure fill(ArgumentBlock block) {
        int from = 0;
        for (int i = 0; i < outcomes.length; i++) {
            Gap<?> gap = gaps.get(i);
            encoded.append(block, from, gap.position());
            from = gap.position();
            Failure failure = gap.fill(task.runtime().values(), outcomes[i], block);
            if (failure != null) {
                return Failure.of(failure.code(), "an argument of " + task.description() + ": " + failure.message());
            }
        }
        encoded.append(block, from, encoded.length());
        return null;
    }

    @Override
    public <T> void exportReference(ValueOutput target, ObjectRef<T> ref, Codec<T> codec) {
        AbstractRef<T> own = task.runtime().own(ref);
        target.putLong(own.id().owner());
        target.putLong(own.id().sequence());
        exports.add(new ExportedRef<>(own, codec));
    }

    @Override
    public <T> ObjectRef<T> importReference(ValueInput in, Codec<T> codec) {
        throw new IllegalStateException("arguments are only written here");
    }
}
