package io.remex.client;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import io.remex.TaskOptions;
import io.remex.ValueCodecException;
import io.remex.codec.Codec;
import io.remex.codec.ObjectRefCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.objectstore.ObjectSink;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.ItemFunction;
import io.remex.spi.ReferenceCarrier;
import io.remex.spi.TaskSubmission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A task on its way in. One instance a thread, used again for the next task; dropped when it is left half done. */
final class Submission<R> implements TaskSubmission<R>, ReferenceCarrier {
    private final CallerRuntime runtime;
    private final ValueOutput out;
    private final List<Dependencies.Gap<?>> gaps = new ArrayList<>(0);
    private final List<ExportedRef<?>> exports = new ArrayList<>(0);
    private FunctionBinding<R> binding;
    private TaskOptions options;
    private int argumentCount;
    private boolean isBusy;

    Submission(CallerRuntime runtime) {
        this.runtime = runtime;
        this.out = runtime.values().newOutput();
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
        forgetReferences();
        return this;
    }

    /** The task has what it needs; nothing of it is kept until the thread submits another, which it may never do. */
    private void end() {
        forgetReferences();
        isBusy = false;
    }

    private void forgetReferences() {
        if (!gaps.isEmpty()) {
            gaps.clear();
        }
        if (!exports.isEmpty()) {
            exports.clear();
        }
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
            Object value = ref.valueOrNull();
            if (value instanceof byte[]) {
                runtime.values().transcode(ref, value, codec, out);
            } else {
                // what is stored or not ready is put in its place when the arguments are complete
                gaps.add(new Dependencies.Gap<>(out.length(), ref, codec));
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
        return submit(null);
    }

    @Override
    @SuppressWarnings("unchecked") // generated code knows the type of the items, which have one codec
    public <T> ObjectRefStream<T> submitStream() {
        Codec<T> codec =
                (Codec<T>) itemFunction(ItemFunction.Kind.STREAM).itemCodecs().get(0);
        TaskRef<R> task = submit(newTask -> new ItemQueue<>(newTask, codec));
        return new RefStream<>((ItemQueue<T>) task.items());
    }

    @Override
    public List<ObjectRef<?>> submitComponents() {
        List<Codec<?>> codecs = itemFunction(ItemFunction.Kind.RECORD).itemCodecs();
        TaskRef<R> task = submit(newTask -> new ComponentRefs(newTask, codecs));
        return ((ComponentRefs) task.items()).refs();
    }

    private ItemFunction itemFunction(ItemFunction.Kind kind) {
        if (binding.function() instanceof ItemFunction function && function.kind() == kind) {
            return function;
        }
        throw new IllegalArgumentException(binding.function().name() + " is no function of the kind " + kind);
    }

    /** @param items who takes the results of a task with several; null for a single one */
    private TaskRef<R> submit(Function<TaskRef<R>, TaskItems> items) {
        List<ExportedRef<?>> travelling = exports.isEmpty() ? List.of() : List.copyOf(exports);
        if (gaps.isEmpty() && !out.hasOverflowed()) {
            TaskRef<R> task = newTask(out, travelling, items);
            end();
            runtime.submitter().submit(task);
            return task;
        }
        return submitInParts(travelling, items);
    }

    private TaskRef<R> newTask(
            ValueOutput arguments, List<ExportedRef<?>> travelling, Function<TaskRef<R>, TaskItems> items) {
        TaskRef<R> task = runtime.submitter().newTask(binding, options, arguments, travelling);
        if (items != null) {
            task.items(items.apply(task));
        }
        return task;
    }

    /** Arguments that are large, or wait for references, or are the large values of references. */
    private TaskRef<R> submitInParts(List<ExportedRef<?>> travelling, Function<TaskRef<R>, TaskItems> items) {
        List<Dependencies.Gap<?>> open = List.copyOf(gaps);
        byte[] encoded = null;
        StoredValue stored = null;
        if (out.hasOverflowed()) {
            stored = runtime.own(((ObjectSink) out.takeSink()).seal());
        } else {
            encoded = out.copy();
        }
        TaskRef<R> task;
        try {
            task = newTask(null, travelling, items);
        } catch (RuntimeException e) {
            if (stored != null) {
                stored.release();
            }
            throw e;
        }
        end();
        new Dependencies(task, new Dependencies.Encoded(encoded, stored), open).listen();
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
}
