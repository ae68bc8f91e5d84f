package io.remex.client;

import io.remex.Arg;
import io.remex.ErrorCode;
import io.remex.ObjectRef;
import io.remex.RemexException;
import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.spi.ReferenceCarrier;
import io.remex.spi.TaskSubmission;
import io.remex.transport.MessageLimits;
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
    private boolean isBusy;

    Submission(CallerRuntime runtime) {
        this.runtime = runtime;
    }

    /** Whether a submission that began on this thread has not ended: it failed, or it is being encoded further up the stack. */
    boolean isBusy() {
        return isBusy;
    }

    Submission<R> begin(FunctionBinding<R> newBinding, TaskOptions newOptions) {
        isBusy = true;
        binding = newBinding;
        options = newOptions;
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
        if (argument == null) {
            codec.encode(out, null);
        } else if (argument instanceof Arg.Value<? extends T> value) {
            codec.encode(out, value.value());
        } else {
            AbstractRef<? extends T> ref = runtime.own(argument);
            byte[] encoded = ref.valueOrNull();
            if (encoded != null) {
                runtime.transcode(ref, encoded, codec, out);
            } else {
                gaps.add(new Gap<>(out.length(), ref, codec));
            }
        }
    }

    @Override
    public ObjectRef<R> submit() {
        TaskRef<R> task = runtime.newTask(
                binding, options, out.copy(), exports.isEmpty() ? List.of() : List.copyOf(exports));
        if (gaps.isEmpty()) {
            isBusy = false;
            runtime.submit(task);
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
        void fill(CallerRuntime runtime, ValueOutput target) {
            runtime.transcode(ref, ref.valueOrNull(), codec, target);
        }
    }

    /** Holds a task back until all of its references are ready, then puts their values where they belong. */
    private static final class Dependencies {
        private final TaskRef<?> task;
        private final List<Gap<?>> gaps;
        private int unready;

        Dependencies(TaskRef<?> task, List<Gap<?>> gaps) {
            this.task = task;
            this.gaps = gaps;
            this.unready = gaps.size();
        }

        void listen() {
            task.runtime().onHeldBack(task);
            for (Gap<?> gap : gaps) {
                gap.ref().listen(new ReadyListener() {
                    @Override
                    void onReady() {
                        Dependencies.this.onReady();
                    }
                });
            }
        }

        private void onReady() {
            synchronized (this) {
                if (--unready > 0) {
                    return;
                }
            }
            CallerRuntime runtime = task.runtime();
            runtime.onNoLongerHeldBack(task);
            for (Gap<?> gap : gaps) {
                Failure failure = gap.ref().failureOrNull();
                if (failure != null) {
                    task.completeFailure(failure);
                    return;
                }
            }
            if (fill(runtime)) {
                runtime.submit(task);
            }
        }

        private boolean fill(CallerRuntime runtime) {
            ValueOutput out = runtime.newOutput();
            out.reset(null);
            byte[] values = task.arguments;
            int from = 0;
            try {
                for (Gap<?> gap : gaps) {
                    out.putBytes(values, from, gap.position() - from);
                    from = gap.position();
                    gap.fill(runtime, out);
                }
                out.putBytes(values, from, values.length - from);
            } catch (RemexException e) {
                task.completeFailure(Failure.of(e.code(), "an argument of " + task.description() + ": " + e.getMessage()));
                return false;
            } catch (ClassCastException e) {
                task.completeFailure(Failure.of(
                        ErrorCode.VALUE_CODEC, "an argument of " + task.description() + " has the wrong type: " + e.getMessage()));
                return false;
            }
            task.arguments = out.copy();
            return true;
        }
    }
}
