package io.remex.scheduler;

/** Where a lease is in its life. */
public enum LeaseState {
    /** The worker was asked to open the lane; the caller does not know of the lease yet. */
    OPENING(true, false),
    /** Caller and worker agree on the number of slots. */
    ACTIVE(true, true),
    /** The worker was asked for more slots; the caller will hear of them when they are there. */
    GROWING(true, true),
    /** The caller was told to use fewer slots and the worker to end them; their capacity is taken until it has. */
    SHRINKING(true, true),
    /** The caller was asked to give the lease back and drains it. */
    REVOKING(false, true),
    /** The worker was asked to close the lane; the caller has nothing to do with it any more. */
    CLOSING(false, false),
    /** A worker brought the lease from an earlier scheduler; its caller has not opened its session yet. */
    UNCLAIMED(false, false),
    /** The lease is over and forgotten. */
    ENDED(false, false);

    private final boolean held;
    private final boolean knownToCaller;

    LeaseState(boolean held, boolean knownToCaller) {
        this.held = held;
        this.knownToCaller = knownToCaller;
    }

    /** Whether the slots of the lease count as what its caller has. */
    boolean held() {
        return held;
    }

    /** Whether the caller has to be told when the lease is lost. */
    boolean knownToCaller() {
        return knownToCaller;
    }
}
