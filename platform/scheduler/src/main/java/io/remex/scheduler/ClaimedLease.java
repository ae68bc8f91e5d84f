package io.remex.scheduler;

import java.util.Objects;

/**
 * A lease that a caller still holds when it opens its session, after a restart of the scheduler.
 *
 * @param lease the lease as the earlier scheduler numbered it
 * @param worker the worker it was granted on
 * @param incarnation the worker's incarnation then
 */
public record ClaimedLease(LeaseId lease, WorkerId worker, long incarnation) {
    public ClaimedLease {
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(worker, "worker");
    }
}
