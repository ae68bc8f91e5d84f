package io.remex.client;

import io.remex.ObjectRef;
import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.TypeBinding;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.FunctionSignature;
import io.remex.spi.RemoteFunctions;
import io.remex.spi.TaskSubmission;
import java.util.List;

/** A function of one argument that never runs: the worker's end is in the hand of the test. */
final class TestFunction<R> extends FunctionDescriptor<R> {
    TestFunction(String name, TaskOptions defaults, Codec<?> argument, Codec<R> result) {
        super(new FunctionSignature("io.remex.client.Tests", name, "(J)J", name), defaults, List.of(argument), result);
    }

    static TestFunction<Long> ofLong(String name) {
        return new TestFunction<>(name, TaskOptions.none(), PrimitiveCodecs.LONG, PrimitiveCodecs.LONG);
    }

    ObjectRef<R> submit(CallerRuntime runtime, long argument) {
        return submit(runtime, TaskOptions.none(), argument);
    }

    ObjectRef<R> submit(CallerRuntime runtime, TaskOptions options, long argument) {
        TaskSubmission<R> submission = runtime.begin(this, options);
        submission.arguments().putLong(argument);
        return submission.submit();
    }

    /** Submits with a reference in the place of the argument. */
    @SuppressWarnings("unchecked")
    <T> ObjectRef<R> submitRef(CallerRuntime runtime, ObjectRef<T> argument) {
        TaskSubmission<R> submission = runtime.begin(this, TaskOptions.none());
        submission.argument(argument, (Codec<T>) argumentCodecs().get(0));
        return submission.submit();
    }

    @Override
    public void invoke(ValueInput arguments, ValueOutput result) {
        throw new UnsupportedOperationException("the test answers for it");
    }

    static FunctionRegistry registry(FunctionDescriptor<?>... functions) {
        return FunctionRegistry.of(List.of(new RemoteFunctions() {
            @Override
            public String owner() {
                return "io.remex.client.Tests";
            }

            @Override
            public List<FunctionDescriptor<?>> functions() {
                return List.of(functions);
            }

            @Override
            public List<TypeBinding<?>> types() {
                return List.of();
            }
        }));
    }
}
