package io.remex.control;

/**
 * How long peers may be silent, in nanoseconds, and how often they are asked to speak.
 *
 * @param heartbeatIntervalNs how often a worker or caller says that it is there
 * @param firstMessageNs how long a new stream may say nothing
 * @param callerSilenceNs how long a caller in another process may say nothing; workers are the core's business
 */
record ControlTimeouts(long heartbeatIntervalNs, long firstMessageNs, long callerSilenceNs) {
    private static final long FIRST_MESSAGE_NS = 10_000_000_000L;
    private static final int HEARTBEATS_PER_TIMEOUT = 4;
    private static final int CALLER_PATIENCE = 4;

    /** A caller is given more time than a worker: its tasks end with it, and its pauses harm nobody else. */
    static ControlTimeouts of(long workerHeartbeatTimeoutNs) {
        return new ControlTimeouts(
                Math.max(1_000_000, workerHeartbeatTimeoutNs / HEARTBEATS_PER_TIMEOUT),
                FIRST_MESSAGE_NS,
                workerHeartbeatTimeoutNs * CALLER_PATIENCE);
    }

    long heartbeatIntervalMs() {
        return Math.max(1, heartbeatIntervalNs / 1_000_000);
    }
}
