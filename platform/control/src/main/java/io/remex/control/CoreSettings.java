package io.remex.control;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.scheduler.SchedulerConfig;

/** The core's settings from the configuration and from the time of the start. */
final class CoreSettings {
    /** Lease ids are milliseconds since the epoch in their upper bits, so those of a later start are above all earlier ones. */
    private static final int LEASE_ID_TIME_SHIFT = 16;
    /** Two for each lane: more than a scheduler hands out in the time from its start to the start of the next one. */
    static final int STREAM_IDS_PER_MS = 64;

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

    /**
     * Above those of the schedulers that started in the hours before, also of one that did a moment ago: the media driver keeps the streams
     * of a killed worker for some seconds, and what a caller sent on such an id would go to nobody. The ids come round after 8.7 hours.
     */
    private static int firstStreamId(SchedulerConfig.StreamIdRange range, long epochMs) {
        long size = (long) range.max() - range.min();
        long offset = epochMs % size * STREAM_IDS_PER_MS % size;
        return (int) (range.min() + offset);
    }
}
