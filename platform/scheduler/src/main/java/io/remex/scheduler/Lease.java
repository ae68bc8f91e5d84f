package io.remex.scheduler;

import java.util.Collections;
import java.util.List;

/**
 * One lease: slots of one worker, for one shape, given to one caller, with the lane that carries them.
 *
 * @param id its id
 * @param caller whose it is
 * @param worker on which worker
 * @param incarnation which run of it
 * @param catalog the worker's catalog
 * @param need what one slot has to be
 * @param state where it is in its life
 * @param slots how many slots it shall have
 * @param workerSlots how many slots the worker last said the lane has
 * @param blockedSlots how many tasks of the lane wait in a {@code get} and gave their slot back; more than there are slots once the lane
 *     was reduced meanwhile
 * @param gpus the numbers of the worker's devices that its tasks use, in ascending order
 * @param taskStreamId the lane's stream from caller to worker
 * @param resultStreamId the lane's stream from worker to caller
 * @param stateSinceNs when the state was entered
 * @param sizedAtNs when {@code slots} last changed
 */
public record Lease(
        LeaseId id,
        CallerId caller,
        WorkerId worker,
        long incarnation,
        CatalogId catalog,
        SlotNeed need,
        LeaseState state,
        int slots,
        int workerSlots,
        int blockedSlots,
        List<Integer> gpus,
        int taskStreamId,
        int resultStreamId,
        long stateSinceNs,
        long sizedAtNs) {
    /** Copies the list. */
    public Lease {
        gpus = List.copyOf(gpus);
    }

    /**
     * Slots whose capacity is set aside: while the size changes, the larger of the two sizes.
     *
     * @return the number of slots
     */
    public int reservedSlots() {
        return Math.max(slots, workerSlots);
    }

    /**
     * Slots that take capacity now: a blocked one takes none but its GPUs.
     *
     * @return the number of slots
     */
    public int busySlots() {
        return Math.max(0, reservedSlots() - blockedSlots);
    }

    /** Slots its caller has or is about to have. */
    int heldSlots() {
        return state.held() ? slots : 0;
    }

    /** Slots of the held ones that wait. */
    int heldBlockedSlots() {
        return Math.min(heldSlots(), blockedSlots);
    }

    /**
     * What one slot takes.
     *
     * @return the shape of the need
     */
    public ResourceShape shape() {
        return need.shape();
    }

    /** What it takes of its worker now. A slot that waits keeps its GPUs: what its task put there is still there. */
    ResourceShape used() {
        ResourceShape ofBlocked = new ResourceShape(0, shape().milliGpus(), 0, Collections.emptySortedMap());
        return ResourceShape.NONE.plus(shape(), busySlots()).plus(ofBlocked, reservedSlots() - busySlots());
    }

    DemandKey demandKey() {
        return new DemandKey(caller, need, catalog);
    }

    Lease withState(LeaseState newState, long nowNs) {
        return new Lease(
                id,
                caller,
                worker,
                incarnation,
                catalog,
                need,
                newState,
                slots,
                workerSlots,
                blockedSlots,
                gpus,
                taskStreamId,
                resultStreamId,
                newState == state ? stateSinceNs : nowNs,
                sizedAtNs);
    }

    Lease withSlots(int newSlots, int newWorkerSlots, long nowNs) {
        return new Lease(
                id,
                caller,
                worker,
                incarnation,
                catalog,
                need,
                state,
                newSlots,
                newWorkerSlots,
                blockedSlots,
                gpus,
                taskStreamId,
                resultStreamId,
                stateSinceNs,
                newSlots == slots ? sizedAtNs : nowNs);
    }

    Lease withSizedAt(long nowNs) {
        return new Lease(
                id,
                caller,
                worker,
                incarnation,
                catalog,
                need,
                state,
                slots,
                workerSlots,
                blockedSlots,
                gpus,
                taskStreamId,
                resultStreamId,
                stateSinceNs,
                nowNs);
    }

    Lease withBlockedSlots(int newBlockedSlots) {
        return new Lease(
                id,
                caller,
                worker,
                incarnation,
                catalog,
                need,
                state,
                slots,
                workerSlots,
                newBlockedSlots,
                gpus,
                taskStreamId,
                resultStreamId,
                stateSinceNs,
                sizedAtNs);
    }
}
