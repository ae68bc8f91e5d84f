package io.remex.server.scaler;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts and stops worker processes of this machine. */
final class ProcessScaler implements WorkerScaler {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private FleetConfig bounds;
    private Fleet fleet;

    @Override
    public String name() {
        return "process";
    }

    @Override
    public void start(RemexConfig config, String schedulerAddress) {
        if (config.text(ConfigKey.SCALER_COMMAND).isBlank()) {
            throw new RemexConfigException(ConfigKey.SCALER_COMMAND.key() + " is empty: " + ConfigKey.SCALER.key()
                    + "=process needs the command that starts a worker");
        }
        bounds = FleetConfig.of(config);
        // the process id keeps names of one server apart from those of the server before it
        String prefix = "scaled-" + ProcessHandle.current().pid() + '-';
        fleet = new Fleet(bounds, new ProcessLauncher(config, schedulerAddress), prefix);
    }

    @Override
    public Set<String> scale(ScalingNeed need, long nowNs) {
        return fleet.scale(need, nowNs);
    }

    @Override
    public void close() {
        if (fleet == null) {
            return;
        }
        fleet.terminate();
        long untilNs = System.nanoTime() + bounds.stopNs();
        while (!fleet.isGone() && System.nanoTime() - untilNs < 0) {
            LockSupport.parkNanos(LOOK_NS);
        }
        fleet.kill();
    }
}
