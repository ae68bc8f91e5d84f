package io.remex.scheduler;

/** What can happen to a lease; with {@link LeaseState} it spans the matrix declared in {@link LeaseTransitions}. */
enum LeaseInput {
    /** The worker opened the lane. */
    LANE_OPENED,
    /** The worker could not open the lane, or it broke. */
    LANE_FAILED,
    /** The worker reports the number of slots. */
    LANE_RESIZED,
    /** The worker closed the lane. */
    LANE_CLOSED,
    /** The worker reports the number of blocked slots. */
    SLOTS_BLOCKED,
    /** The caller gives the lease back. */
    LEASE_RETURNED,
    /** The caller, after a restart or on a new stream, says it holds the lease. */
    CLAIM,
    /** The core wants the lease to have more slots. */
    GROW,
    /** The core wants the lease to have fewer slots. */
    SHRINK,
    /** The core wants the lease back. */
    REVOKE,
    /** There is no caller for the lease (any more). */
    ABANDON,
    /** The worker is gone. */
    WORKER_GONE
}
