package io.remex.client;

import io.remex.spi.FunctionRegistry;

/** Finds the functions of a program. */
final class FunctionRegistries {
    private FunctionRegistries() {}

    /** Those that the current thread's class loader sees. */
    static FunctionRegistry ofThisProgram() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return FunctionRegistry.load(loader == null ? FunctionRegistries.class.getClassLoader() : loader);
    }
}
