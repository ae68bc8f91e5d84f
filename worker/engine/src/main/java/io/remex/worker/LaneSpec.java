package io.remex.worker;

/**
 * What the scheduler said of a lane when it asked for it.
 *
 * @param lease the lease it belongs to
 * @param caller whose tasks come on it
 * @param slots how many tasks may run at once
 * @param taskStreamId stream from caller to worker
 * @param resultStreamId stream from worker to caller
 */
record LaneSpec(long lease, long caller, int slots, int taskStreamId, int resultStreamId) {}
