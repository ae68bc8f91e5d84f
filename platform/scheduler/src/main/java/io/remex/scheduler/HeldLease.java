package io.remex.scheduler;

import java.util.List;
import java.util.Objects;

/**
 * A lane that a worker still has open when it registers, after a restart of the scheduler. The worker's word counts.
 *
 * @param lease the lease as the earlier scheduler numbered it
 * @param caller whose lease it is
 * @param need what one slot has to be
 * @param slots how many slots the lane has
 * @param blockedSlots how many of them wait in a {@code get} and gave their slot back
 * @param gpus the numbers of the devices that its tasks use
 * @param taskStreamId the lane's stream from caller to worker
 * @param resultStreamId the lane's stream from worker to caller
 */
public record HeldLease(
        LeaseId lease,
        CallerId caller,
        SlotNeed need,
        int slots,
        int blockedSlots,
        List<Integer> gpus,
        int taskStreamId,
        int resultStreamId) {
    public HeldLease {
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(need, "need");
        gpus = List.copyOf(gpus);
    }
}
