package io.remex.scheduler;

import java.util.List;
import java.util.Objects;

/**
 * What can happen to the scheduler. An event that refers to a worker's older incarnation, to a lease that has ended or
 * to a caller without a session is late: it is counted and changes nothing.
 *
 * <p>The host's duty: events of one worker or caller arrive in the order in which they were sent, and a {@code
 * …Disconnected} is passed on only for the stream that is the current one of that worker or caller.
 */
public sealed interface SchedulerEvent {
    /** Something a worker said or that happened to its stream; any of them proves that it is alive. */
    sealed interface FromWorker extends SchedulerEvent {
        /** The worker. */
        WorkerId worker();

        /** Which run of it. */
        long incarnation();
    }

    /** Something a worker said about one lane. */
    sealed interface AboutLane extends FromWorker {
        /** The lane's lease. */
        LeaseId lease();
    }

    /** Something a caller said or that happened to its stream. */
    sealed interface FromCaller extends SchedulerEvent {
        /** The caller. */
        CallerId caller();
    }

    /**
     * A worker asks to be part of the cluster. Answered by {@link SchedulerCommand.AcceptWorker} or {@link
     * SchedulerCommand.RejectWorker}.
     *
     * @param registration what it is and offers
     * @param heldLeases every lane that still has a slot, after a restart of the scheduler, also one that is being
     *     closed; empty at a fresh start
     */
    record WorkerRegistered(WorkerRegistration registration, List<HeldLease> heldLeases) implements FromWorker {
        public WorkerRegistered {
            Objects.requireNonNull(registration, "registration");
            heldLeases = List.copyOf(heldLeases);
        }

        @Override
        public WorkerId worker() {
            return registration.worker();
        }

        @Override
        public long incarnation() {
            return registration.incarnation();
        }
    }

    /** The worker is alive and has nothing else to say. */
    record WorkerHeartbeat(WorkerId worker, long incarnation) implements FromWorker {}

    /** The worker's control stream is lost: as far as the cluster is concerned this incarnation is dead. */
    record WorkerDisconnected(WorkerId worker, long incarnation, String reason) implements FromWorker {}

    /** The worker has the lane of {@link SchedulerCommand.OpenLane} ready: both streams exist. */
    record LaneOpened(WorkerId worker, long incarnation, LeaseId lease) implements AboutLane {}

    /** The worker could not open the lane, or the open lane broke; it is gone at the worker. */
    record LaneFailed(WorkerId worker, long incarnation, LeaseId lease, String reason) implements AboutLane {}

    /**
     * The lane now has that many slot threads: the answer to {@link SchedulerCommand.ResizeLane}. While it shrinks,
     * intermediate values may be reported and free their capacity early.
     */
    record LaneResized(WorkerId worker, long incarnation, LeaseId lease, int slots) implements AboutLane {
        /** @throws IllegalArgumentException if the number is negative */
        public LaneResized {
            requireNotNegative("slots", slots);
        }
    }

    /** The lane is closed and none of its slots runs a task any more: the answer to {@link SchedulerCommand.CloseLane}. */
    record LaneClosed(WorkerId worker, long incarnation, LeaseId lease) implements AboutLane {}

    /**
     * How many slots of the lane now hold a task that waits in a {@code get} and gave its slot back. A level, not a
     * change.
     */
    record SlotsBlocked(WorkerId worker, long incarnation, LeaseId lease, int count) implements AboutLane {
        /** @throws IllegalArgumentException if the number is negative */
        public SlotsBlocked {
            requireNotNegative("count", count);
        }
    }

    /** Somebody (operator, Kubernetes) wants the worker to finish what it has and take nothing new. */
    record DrainWorker(WorkerId worker) implements SchedulerEvent {}

    /**
     * A caller opens its session; answered by {@link SchedulerCommand.CatalogsChanged}. For a caller whose session is
     * still open it means that its stream was replaced: its demand stands, leases it does not claim are closed.
     *
     * @param session what it is
     * @param heldLeases leases it has, after a restart of the scheduler; empty at a fresh start
     * @param groups all placement groups that it has; others of an open session are released
     */
    record CallerOpened(CallerSession session, List<ClaimedLease> heldLeases, List<GroupRequest> groups)
            implements FromCaller {
        public CallerOpened {
            Objects.requireNonNull(session, "session");
            heldLeases = List.copyOf(heldLeases);
            groups = List.copyOf(groups);
        }

        /** Without placement groups. */
        public CallerOpened(CallerSession session, List<ClaimedLease> heldLeases) {
            this(session, heldLeases, List.of());
        }

        @Override
        public CallerId caller() {
            return session.caller();
        }
    }

    /** The caller's stream is lost: its tasks have no owner any more. */
    record CallerDisconnected(CallerId caller, String reason) implements FromCaller {}

    /**
     * How many slots of this need on workers with this catalog the caller wants to have now, those it already has
     * included. A level, not a change; zero removes it. A caller that wants nothing keeps
     * one slot that it has until it gives the lease back, or somebody else needs the room; to keep more for a while it keeps its demand
     * up for that while.
     *
     * @param caller who wants them
     * @param need what one slot has to be
     * @param catalog which functions the worker must offer
     * @param slotsWanted how many in all
     * @param priorities how urgent these are
     */
    record DemandChanged(CallerId caller, SlotNeed need, CatalogId catalog, int slotsWanted, SlotsByPriority priorities)
            implements FromCaller {
        /** @throws IllegalArgumentException if the demand is negative */
        public DemandChanged {
            Objects.requireNonNull(need, "need");
            Objects.requireNonNull(catalog, "catalog");
            Objects.requireNonNull(priorities, "priorities");
            requireNotNegative("slotsWanted", slotsWanted);
        }
    }

    /**
     * The caller wants room to be set aside. Answered by {@link SchedulerCommand.GroupChanged} when it is there. Of one that is there
     * already nothing changes.
     */
    record GroupRequested(CallerId caller, GroupRequest request) implements FromCaller {
        public GroupRequested {
            Objects.requireNonNull(request, "request");
        }
    }

    /** The caller does not need a placement group any more: its leases there are asked back, the rest is free at once. */
    record GroupReleased(CallerId caller, long group) implements FromCaller {}

    /**
     * The caller has nothing in flight on this lease and sends nothing more: of its own will (it has lowered its demand
     * before) or because of {@link SchedulerCommand.ReduceLease} to zero.
     */
    record LeaseReturned(CallerId caller, LeaseId lease) implements FromCaller {}

    /** Time passes. The host sends it about ten times a second; every time-out is looked at here and only here. */
    record Tick() implements SchedulerEvent {}

    private static void requireNotNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
    }
}
