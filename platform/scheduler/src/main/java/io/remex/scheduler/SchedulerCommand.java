package io.remex.scheduler;

import java.util.List;

/**
 * What the host has to send, to whom. Commands to one receiver are delivered in the order given; a receiver that is gone
 * is skipped.
 */
public sealed interface SchedulerCommand {
    /** Goes to a worker. */
    sealed interface ToWorker extends SchedulerCommand {
        /** The worker. */
        WorkerId worker();

        /** Which run of it. */
        long incarnation();
    }

    /** Goes to a caller. */
    sealed interface ToCaller extends SchedulerCommand {
        /** The caller. */
        CallerId caller();
    }

    /** The worker is part of the cluster; it heartbeats from now on. */
    record AcceptWorker(WorkerId worker, long incarnation) implements ToWorker {}

    /**
     * The registration is refused; the stream it came on is to be closed after this message. The incarnation is the one
     * of the refused registration: another stream of the same worker may be alive and well.
     */
    record RejectWorker(WorkerId worker, long incarnation, String reason) implements ToWorker {}

    /** This incarnation is not part of the cluster any more: it closes its lanes and its stream, and stops. */
    record FenceWorker(WorkerId worker, long incarnation, String reason) implements ToWorker {}

    /** The drained worker has no lease left and can stop. */
    record WorkerDrained(WorkerId worker, long incarnation) implements ToWorker {}

    /**
     * Open a lane; answered by {@link SchedulerEvent.LaneOpened} or {@link SchedulerEvent.LaneFailed}. {@code gpus} are the
     * numbers of the worker's devices that its tasks use, from 0; {@code callerDataAddress} says where the caller's node is, if it is
     * not the worker's.
     */
    record OpenLane(
            WorkerId worker,
            long incarnation,
            LeaseId lease,
            CallerId caller,
            SlotNeed need,
            int slots,
            List<Integer> gpus,
            int taskStreamId,
            int resultStreamId,
            String callerDataAddress)
            implements ToWorker {
        public OpenLane {
            gpus = List.copyOf(gpus);
        }
    }

    /**
     * Give the lane that many slots; answered by {@link SchedulerEvent.LaneResized}. Surplus slot threads leave after
     * the task they run. There is never a second one before the first is answered.
     */
    record ResizeLane(WorkerId worker, long incarnation, LeaseId lease, int slots) implements ToWorker {}

    /**
     * Close the lane; answered by {@link SchedulerEvent.LaneClosed} when its slots are free. Tasks still running on it
     * have no owner any more. Also sent for a lane the worker reports and the scheduler does not know.
     */
    record CloseLane(WorkerId worker, long incarnation, LeaseId lease, String reason) implements ToWorker {}

    /** The caller may send tasks to this lane, which is open at the worker. */
    record LeaseGranted(
            CallerId caller,
            LeaseId lease,
            LeasedWorker worker,
            SlotNeed need,
            int slots,
            int taskStreamId,
            int resultStreamId)
            implements ToCaller {}

    /** The lease has that many slots now: it grew, or it was adopted after a restart of the scheduler. */
    record LeaseResized(CallerId caller, LeaseId lease, int slots) implements ToCaller {}

    /**
     * Keep no more in flight than that many slots can take. Zero revokes the lease: send nothing more, wait for what is
     * in flight, answer {@link SchedulerEvent.LeaseReturned}. A lease just returned may still be revoked: ignore it.
     */
    record ReduceLease(CallerId caller, LeaseId lease, int slots) implements ToCaller {}

    /** The lease has ended without the caller's doing; what was in flight on it is lost. */
    record WorkerLost(CallerId caller, LeaseId lease, WorkerId worker, long incarnation, String reason)
            implements ToCaller {}

    /** All catalogs on offer, in a stable order; one that was there before and is missing now has no worker left. */
    record CatalogsChanged(CallerId caller, List<OfferedCatalog> catalogs) implements ToCaller {
        public CatalogsChanged {
            catalogs = List.copyOf(catalogs);
        }
    }

    /**
     * The bundles of a placement group are somewhere else than before, or all there.
     *
     * @param caller whose group it is
     * @param group its number there
     * @param ready whether all bundles have their room
     * @param places where each bundle is
     */
    record GroupChanged(CallerId caller, long group, boolean ready, List<PlacedBundle> places) implements ToCaller {
        public GroupChanged {
            places = List.copyOf(places);
        }
    }

    /**
     * For the configured time there has been no place for a placement group, or for what was lost of it. It goes on waiting.
     *
     * @param caller whose group it is
     * @param group its number there
     * @param infeasible whether the workers that are there could not hold it even if they had nothing else
     * @param reason for people
     */
    record GroupUnmet(CallerId caller, long group, boolean infeasible, String reason) implements ToCaller {}

    /**
     * For the configured time no worker has been there that could ever meet this demand. The demand stands.
     *
     * @param caller whose demand it is
     * @param need what one slot of it has to be
     * @param catalog which functions the worker must offer
     * @param infeasible whether there are workers with these functions that take work, and none that could ever meet the
     *     need; otherwise the reason may go away by itself
     * @param reason for people
     */
    record DemandUnmet(CallerId caller, SlotNeed need, CatalogId catalog, boolean infeasible, String reason)
            implements ToCaller {}
}
