package io.remex.client;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.RemexException;
import io.remex.TaskOptions;
import io.remex.ValueCodecException;
import io.remex.codec.Codec;
import io.remex.codec.ObjectRefCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.ReferenceCarrier;
import io.remex.spi.TaskSubmission;
import io.remex.transport.MessageLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A task on its way in. One instance a thread, used again for the next task; dropped when it is left half done. */
final class Submission<R> implements TaskSubmission<R>, ReferenceCarrier {
    private final CallerRuntime runtime;
    private final ValueOutput out = new ValueOutput(MessageLimits.INLINE_LIMIT_BYTES, MessageLimits.INLINE_LIMIT_NAME);
    private final List<Gap<?>> gaps = new ArrayList<>(0);
    private final List<ExportedRef<?>> exports = new ArrayList<>(0);
    private FunctionBinding<R> binding;
    private TaskOptions options;
    private int argumentCount;
    private boolean isBusy;

    Submission(CallerRuntime runtime) {
        this.runtime = runtime;
    }

    /** Whether a submission that began on this thread has not ended: it failed, or it is being encoded further up the stack. */
    boolean isBusy() {
        return isBusy;
    }

    /** Of the last task; null before the first. */
    FunctionBinding<R> binding() {
        return binding;
    }

    Submission<R> begin(FunctionBinding<R> newBinding, TaskOptions newOptions) {
        isBusy = true;
        binding = newBinding;
        options = newOptions;
        argumentCount = 0;
        out.reset(this);
        if (!gaps.isEmpty()) {
            gaps.clear();
        }
        if (!exports.isEmpty()) {
            exports.clear();
        }
        return this;
    }

    @Override
    public ValueOutput arguments() {
        return out;
    }

    @Override
    public <T> void argument(Arg<? extends T> argument, Codec<T> codec) {
        if (!(codec instanceof ObjectRefCodec)) {
            argumentCount++;
        }
        if (argument == null) {
            encode(null, codec);
        } else if (argument instanceof Arg.Value<? extends T> value) {
            encode(value.value(), codec);
        } else {
            AbstractRef<? extends T> ref = runtime.own(argument);
            byte[] encoded = ref.valueOrNull();
            if (encoded != null) {
                runtime.values().transcode(ref, encoded, codec, out);
            } else {
                gaps.add(new Gap<>(out.length(), ref, codec));
            }
        }
    }

    private <T> void encode(T value, Codec<T> codec) {
        if (value == null && codec instanceof PrimitiveCodecs.NonNullCodec) {
            throw new ValueCodecException("null is given for " + parameter(codec) + " of "
                    + binding.function().name() + ", a " + codec.layout()
                    + ", which cannot be null; pass a value, or declare the parameter with the boxed type");
        }
        codec.encode(out, value);
    }

    /** Which parameter the last argument is for: references that travel unresolved are appended without a word here. */
    private String parameter(Codec<?> codec) {
        FunctionDescriptor<R> function = binding.function();
        List<Codec<?>> codecs = function.argumentCodecs();
        int appended = 0;
        for (int i = 0; i < codecs.size(); i++) {
            if (!(codecs.get(i) instanceof ObjectRefCodec) && ++appended == argumentCount && codecs.get(i) == codec) {
                List<String> names = function.parameterNames();
                return i < names.size() ? "parameter '" + names.get(i) + '\'' : "parameter " + (i + 1);
            }
        }
        return "a parameter";
    }

    @Override
    public ObjectRef<R> submit() {
        TaskRef<R> task = runtime.submitter()
                .newTask(binding, options, out.copy(), exports.isEmpty() ? List.of() : List.copyOf(exports));
        if (gaps.isEmpty()) {
            isBusy = false;
            runtime.submitter().submit(task);
        } else {
            List<Gap<?>> missing = List.copyOf(gaps);
            isBusy = false;
            new Dependencies(task, missing).listen();
        }
        return task;
    }

    @Override
    public <T> void exportReference(ValueOutput target, ObjectRef<T> ref, Codec<T> codec) {
        AbstractRef<T> own = runtime.own(ref);
        target.putLong(own.id().owner());
        target.putLong(own.id().sequence());
        exports.add(new ExportedRef<>(own, codec));
    }

    @Override
    public <T> ObjectRef<T> importReference(ValueInput in, Codec<T> codec) {
        throw new IllegalStateException("arguments are only written here");
    }

    /** A place in the arguments where the value of a reference belongs. */
    private record Gap<T>(int position, AbstractRef<? extends T> ref, Codec<T> codec) {
        Failure fill(CallerRuntime runtime, byte[] encoded, ValueOutput target) {
            return runtime.values().tryTranscode(ref, encoded, codec, target);
        }
    }

    /** Holds a task back until all of its references are ready, then puts their values where they belong. */
    private static final class Dependencies implements ReferenceCarrier {
        /** Tasks that fail because of each other, on a thread that does so now: a long chain of them must not become a deep stack. */
        private static final ThreadLocal<ArrayDeque<Runnable>> FAILING = new ThreadLocal<>();

        private final TaskRef<?> task;
        private final List<Gap<?>> gaps;
        private final byte[] values;
        private final Object[] outcomes;
        private final List<ExportedRef<?>> exports = new ArrayList<>(0);
        private int unready;

        Dependencies(TaskRef<?> task, List<Gap<?>> gaps) {
            this.task = task;
            this.gaps = gaps;
            this.values = task.arguments;
            this.outcomes = new Object[gaps.size()];
            this.unready = gaps.size();
        }

        void listen() {
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
            CallerRuntime runtime = task.runtime();
            runtime.submitter().onNoLongerHeldBack(task);
            Failure failure = task.hasOutcome() ? null : fill(runtime);
            if (failure != null) {
                fail(failure);
            } else if (!task.hasOutcome()) {
                runtime.submitter().submit(task);
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
        private Failure fill(CallerRuntime runtime) {
            for (Object outcome : outcomes) {
                if (outcome instanceof Failure failure) {
                    return failure;
                }
            }
            ValueOutput out = Values.newOutput();
            out.reset(this);
            int from = 0;
            try {
                for (int i = 0; i < outcomes.length; i++) {
                    Gap<?> gap = gaps.get(i);
                    out.putBytes(values, from, gap.position() - from);
                    from = gap.position();
                    Failure failure = gap.fill(runtime, (byte[]) outcomes[i], out);
                    if (failure != null) {
                        return Failure.of(
                                failure.code(), "an argument of " + task.description() + ": " + failure.message());
                    }
                }
                out.putBytes(values, from, values.length - from);
            } catch (RemexException e) {
                return Failure.of(e.code(), "the arguments of " + task.description() + ": " + e.getMessage());
            }
            task.arguments = out.copy();
            if (!exports.isEmpty()) {
                runtime.objects().onExported(exports);
                task.addExports(exports);
            }
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
}
