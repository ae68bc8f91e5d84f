package io.remex.worker;

import io.remex.TaskOptions;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.TypeBinding;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.FunctionSignature;
import io.remex.spi.RemoteFunctions;
import java.util.List;

/** A function from long to long that a test writes as a lambda. */
final class TestFunction extends FunctionDescriptor<Long> {
    private final Body body;

    /** What it does. */
    interface Body {
        long apply(long argument) throws Throwable;
    }

    TestFunction(String name, Body body) {
        super(
                new FunctionSignature("io.remex.worker.Tests", name, "(J)J", name),
                TaskOptions.none(),
                List.of(PrimitiveCodecs.LONG),
                PrimitiveCodecs.BOXED_LONG);
        this.body = body;
    }

    @Override
    public void invoke(ValueInput arguments, ValueOutput result) throws Throwable {
        result.putLong(body.apply(arguments.getLong()));
    }

    static FunctionRegistry registry(FunctionDescriptor<?>... functions) {
        return FunctionRegistry.of(List.of(new RemoteFunctions() {
            @Override
            public String owner() {
                return "io.remex.worker.Tests";
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
