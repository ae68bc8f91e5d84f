package io.remex.worker;

/**
 * What an engine is told when it is made. Immutable.
 *
 * @param maxBlocked how many tasks may wait in a {@code get} at a time
 * @param forceGraceNs how long a task may go on that was cancelled by force
 * @param forcedEnd what happens then
 */
record EngineConfig(
        String workerName,
        String nodeId,
        int controlStreamId,
        int maxBlocked,
        long forceGraceNs,
        ForcedEnd forcedEnd) {}
