package io.remex.worker.quarkus;

import io.remex.codec.TypeBinding;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.RemoteFunctions;
import java.util.List;
import java.util.Set;

/** Generated functions without those whose method the build found gone: what an old class file says is not offered. */
record OfferedFunctions(RemoteFunctions generated, Set<String> gone) implements RemoteFunctions {
    @Override
    public String owner() {
        return generated.owner();
    }

    @Override
    public List<FunctionDescriptor<?>> functions() {
        return generated.functions().stream()
                .filter(function -> !gone.contains(function.signature().identity()))
                .toList();
    }

    @Override
    public List<TypeBinding<?>> types() {
        return generated.types();
    }
}
