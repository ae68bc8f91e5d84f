package io.remex.control;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.scheduler.SchedulerConfig;

/** The core's settings from the configuration and from the time of the start. */
final class CoreSettings {
    /** Lease ids are milliseconds since the epoch in their upper bits, so those of a later start are above all earlier ones. */
    private static final int LEASE_ID_TIME_SHIFT = 16;
    /** Two for each lane. */
    private static final int STREAM_IDS_PER_SECOND = 64;

    private CoreSettings() {}

    static SchedulerConfig of(RemexConfig config, long epochMs) {
        SchedulerConfig defaults = SchedulerConfig.defaults();
        SchedulerConfig.WorkerTimeouts workers = defaults.workers();
        SchedulerConfig.Adoption adoption = defaults.adoption();
        SchedulerConfig.StreamIdRange streamIds = defaults.streamIds();
        return defaults.with(new SchedulerConfig.WorkerTimeouts(
                        config.duration(ConfigKey.HEARTBEAT_TIMEOUT).toNanos(),
                        workers.laneOpenTimeoutNs(),
                        workers.laneCloseTimeoutNs(),
                        workers.laneRetryDelayNs()))
                .with(new SchedulerConfig.Adoption(
                        epochMs << LEASE_ID_TIME_SHIFT,
                        adoption.windowNs(),
                        adoption.timeoutNs(),
                        adoption.maxRememberedWorkers()))
                .with(new SchedulerConfig.StreamIdRange(
                        streamIds.min(), streamIds.max(), firstStreamId(streamIds, epochMs), streamIds.quarantineNs()));
    }

    /** Another one with each start, so that a stream of an earlier scheduler is not taken for one of this. */
    private static int firstStreamId(SchedulerConfig.StreamIdRange range, long epochMs) {
        long size = (long) range.max() - range.min();
        long offset = epochMs / 1_000 * STREAM_IDS_PER_SECOND % size;
        return (int) (range.min() + offset);
    }
}
