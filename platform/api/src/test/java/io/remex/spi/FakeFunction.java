package io.remex.spi;

import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.TypeBinding;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import java.util.Arrays;
import java.util.List;

/** A function that takes ints and returns their sum. */
public final class FakeFunction extends FunctionDescriptor<Integer> {

    public FakeFunction(String owner, String method, String descriptor, String name, Codec<?>... arguments) {
        super(
                new FunctionSignature(owner, method, descriptor, name),
                TaskOptions.none(),
                List.of(arguments),
                PrimitiveCodecs.INT);
    }

    /** The static method {@code int method(int, …)} of a class. */
    public static FakeFunction of(Class<?> owner, String method, int parameters) {
        Codec<?>[] codecs = new Codec<?>[parameters];
        Arrays.fill(codecs, PrimitiveCodecs.INT);
        return new FakeFunction(
                owner.getName(),
                method,
                "(" + "I".repeat(parameters) + ")I",
                owner.getSimpleName() + '.' + method + parameters,
                codecs);
    }

    public static FunctionRegistry registry(FunctionDescriptor<?>... functions) {
        return FunctionRegistry.of(List.of(provider(List.of(), functions)));
    }

    public static RemoteFunctions provider(List<TypeBinding<?>> types, FunctionDescriptor<?>... functions) {
        return new RemoteFunctions() {
            @Override
            public String owner() {
                return functions.length == 0 ? "" : functions[0].signature().owner();
            }

            @Override
            public List<FunctionDescriptor<?>> functions() {
                return List.of(functions);
            }

            @Override
            public List<TypeBinding<?>> types() {
                return types;
            }
        };
    }

    @Override
    public void invoke(ValueInput arguments, ValueOutput result) {
        int sum = 0;
        for (int i = 0; i < argumentCodecs().size(); i++) {
            sum += arguments.getInt();
        }
        result.putInt(sum);
    }
}
