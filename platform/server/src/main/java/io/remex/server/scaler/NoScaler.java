package io.remex.server.scaler;

import io.remex.RemexConfig;
import java.util.Set;

/** Somebody else starts the workers. */
final class NoScaler implements WorkerScaler {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean isActive() {
        return false;
    }

    @Override
    public void start(RemexConfig config, String schedulerAddress) {}

    @Override
    public Set<String> scale(ScalingNeed need, long nowNs) {
        return Set.of();
    }

    @Override
    public void close() {}
}
