package io.remex.scheduler;

import java.util.Objects;

/**
 * A lane that a worker still has open when it registers, after a restart of the scheduler. The worker's word counts.
 *
 * @param lease the lease as the earlier scheduler numbered it
 * @param caller whose lease it is
 * @param shape what one slot takes
 * @param slots how many slots the lane has
 * @param blockedSlots how many of them wait in a {@code get} and gave their slot back
 * @param taskStreamId the lane's stream from caller to worker
 * @param resultStreamId the lane's stream from worker to caller
 */
public record HeldLease(
        LeaseId lease,
        CallerId caller,
        ResourceShape shape,
        int slots,
        int blockedSlots,
        int taskStreamId,
        int resultStreamId) {
    public HeldLease {
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(shape, "shape");
    }
}
