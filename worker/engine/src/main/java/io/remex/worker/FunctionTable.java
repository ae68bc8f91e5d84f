package io.remex.worker;

import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import org.agrona.collections.Long2ObjectHashMap;

/** The functions of a worker by id. Immutable after construction, read by all slots. */
final class FunctionTable {
    private final Long2ObjectHashMap<FunctionDescriptor<?>> functions = new Long2ObjectHashMap<>();

    FunctionTable(FunctionRegistry registry) {
        registry.functions().forEach(function -> functions.put(function.functionId(), function));
    }

    /** The function, or null. */
    FunctionDescriptor<?> function(long functionId) {
        return functions.get(functionId);
    }
}
