package io.remex.server.scaler;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import java.util.concurrent.TimeUnit;

/**
 * Bounds of a {@link Fleet}; times in nanoseconds.
 *
 * @param min workers that are always there
 * @param max workers at most, starting and stopping ones included
 * @param slots processors of each
 * @param idleNs a worker without leases for so long is stopped
 * @param startNs a worker that has not registered after so long is killed
 * @param firstBackoffNs no start for so long after one failed; doubles with each further failure
 * @param maxBackoffNs and at most
 * @param steadyNs a worker that was registered for so long has started well: failures are forgotten
 * @param stopNs a worker told to stop is killed after so long
 */
record FleetConfig(
        int min,
        int max,
        int slots,
        long idleNs,
        long startNs,
        long firstBackoffNs,
        long maxBackoffNs,
        long steadyNs,
        long stopNs) {
    static FleetConfig of(RemexConfig config) {
        FleetConfig fleet = new FleetConfig(
                config.integer(ConfigKey.SCALER_MIN),
                config.integer(ConfigKey.SCALER_MAX),
                config.integer(ConfigKey.SCALER_WORKER_SLOTS),
                config.duration(ConfigKey.SCALER_IDLE_TIMEOUT).toNanos(),
                config.duration(ConfigKey.SCALER_START_TIMEOUT).toNanos(),
                TimeUnit.SECONDS.toNanos(1),
                TimeUnit.SECONDS.toNanos(60),
                TimeUnit.SECONDS.toNanos(10),
                config.duration(ConfigKey.DRAIN_TIMEOUT).toNanos() + TimeUnit.SECONDS.toNanos(10));
        if (fleet.min > fleet.max) {
            throw new RemexConfigException(ConfigKey.SCALER_MIN.key() + "=" + fleet.min + " is above "
                    + ConfigKey.SCALER_MAX.key() + "=" + fleet.max);
        }
        return fleet;
    }
}
