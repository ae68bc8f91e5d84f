package io.remex.scheduler;

/**
 * One lease: slots of one worker, for one shape, given to one caller, with the lane that carries them.
 *
 * @param id its id
 * @param caller whose it is
 * @param worker on which worker
 * @param incarnation which run of it
 * @param catalog the worker's catalog
 * @param shape what one slot takes
 * @param state where it is in its life
 * @param slots how many slots it shall have
 * @param workerSlots how many slots the worker last said the lane has
 * @param blockedSlots how many of those hold a task that waits in a {@code get} and gave its slot back
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
        ResourceShape shape,
        LeaseState state,
        int slots,
        int workerSlots,
        int blockedSlots,
        int taskStreamId,
        int resultStreamId,
        long stateSinceNs,
        long sizedAtNs) {

    /**
     * Slots whose capacity is set aside: while the size changes, the larger of the two sizes.
     *
     * @return the number of slots
     */
    public int reservedSlots() {
        return Math.max(slots, workerSlots);
    }

    /**
     * Slots that take capacity now: a blocked one takes none.
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

    DemandKey demandKey() {
        return new DemandKey(caller, shape, catalog);
    }

    Lease withState(LeaseState newState, long nowNs) {
        return new Lease(
                id,
                caller,
                worker,
                incarnation,
                catalog,
                shape,
                newState,
                slots,
                workerSlots,
                blockedSlots,
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
                shape,
                state,
                newSlots,
                newWorkerSlots,
                blockedSlots,
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
                shape,
                state,
                slots,
                workerSlots,
                blockedSlots,
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
                shape,
                state,
                slots,
                workerSlots,
                newBlockedSlots,
                taskStreamId,
                resultStreamId,
                stateSinceNs,
                sizedAtNs);
    }
}
