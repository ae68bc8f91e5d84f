package io.remex.scheduler;

/** What the core counts since it was made. */
public enum SchedulerCounter {
    /** Events taken in. */
    EVENTS,
    /** Events about an older incarnation, an ended lease or a caller without a session; ignored. */
    LATE_EVENTS,
    /** Events that the state of their lease does not allow; ignored. */
    UNEXPECTED_EVENTS,
    /** Workers accepted. */
    WORKERS_ACCEPTED,
    /** Registrations refused. */
    WORKERS_REJECTED,
    /** Workers that were told to stop because they were silent, too slow or replaced. */
    WORKERS_FENCED,
    /** Workers whose stream was lost. */
    WORKERS_DISCONNECTED,
    /** Sessions of callers opened. */
    CALLERS_OPENED,
    /** Callers whose stream was lost. */
    CALLERS_DISCONNECTED,
    /** Lanes asked for. */
    LANES_REQUESTED,
    /** Lanes that a worker could not open or that broke. */
    LANES_FAILED,
    /** Lanes that a worker took too long to open, enlarge or close. */
    LANE_TIMEOUTS,
    /** Leases granted to a caller. */
    LEASES_GRANTED,
    /** Times a lease grew. */
    LEASES_GROWN,
    /** Times a lease shrank without ending. */
    LEASES_SHRUNK,
    /** Leases asked back. */
    LEASES_REVOKED,
    /** Leases returned by their caller. */
    LEASES_RETURNED,
    /** Leases that ended without their caller's doing. */
    LEASES_LOST,
    /** Leases taken over from an earlier scheduler. */
    LEASES_ADOPTED,
    /** Leases that an earlier scheduler gave and that could not be taken over. */
    LEASES_DISOWNED,
    /** Placement groups asked for. */
    GROUPS_REQUESTED,
    /** Times that all bundles of a placement group had their room. */
    GROUPS_READY,
    /** Bundles of placement groups that lost their worker. */
    BUNDLES_LOST,
    /** Reports of placement groups that lack something. */
    GROUP_WARNINGS,
    /** Reports of demand that no worker can serve. */
    DEMAND_WARNINGS,
    /** Times a demand got its first slot after it had waited for so long that its turn had come. */
    TURNS_GIVEN,
    /** Times a pool was shared out anew, all workers and callers of it, because somebody could not have what it wants. */
    POOLS_SHARED_OUT,
    /** Kinds of equal workers, or single workers where they differ, that were looked at to place slots. */
    PLACES_CONSIDERED,
    /** Times a lease was not granted because no stream ids were free. */
    STREAM_IDS_EXHAUSTED,
    /** Times a worker had resources left but no slot below its limit. */
    SLOT_LIMIT_HITS
}
