package io.remex;

import io.remex.spi.FakeFunction;
import io.remex.spi.RuntimeFactory;
import java.util.ArrayList;
import java.util.List;

/** Found by ServiceLoader in these tests under the name {@code fake}. */
public final class FakeRuntimeFactory implements RuntimeFactory {
    static final FakeFunction ADD = FakeFunction.of(RemexTest.class, "add", 2);
    static final List<FakeRuntime> MADE = new ArrayList<>();
    static RuntimeException failure;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public RemexRuntime create(RemexConfig config) {
        if (failure != null) {
            throw failure;
        }
        FakeRuntime runtime = new FakeRuntime(config, FakeFunction.registry(ADD));
        MADE.add(runtime);
        return runtime;
    }
}
