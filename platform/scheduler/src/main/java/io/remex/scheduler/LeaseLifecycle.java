package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.CloseLane;
import io.remex.scheduler.SchedulerCommand.LeaseGranted;
import io.remex.scheduler.SchedulerCommand.LeaseResized;
import io.remex.scheduler.SchedulerCommand.OpenLane;
import io.remex.scheduler.SchedulerCommand.ReduceLease;
import io.remex.scheduler.SchedulerCommand.ResizeLane;
import io.remex.scheduler.SchedulerCommand.WorkerLost;
import java.util.List;
import java.util.Optional;

/**
 * What every input does to a lease: its next state and the commands that go with it. Whether the input is allowed in the
 * lease's state ({@link LeaseTransitions}) has been checked before for what comes from outside.
 */
final class LeaseLifecycle {
    private final SchedulerState state;

    LeaseLifecycle(SchedulerState state) {
        this.state = state;
    }

    /** Asks a worker for a lane whose tasks use these GPUs. */
    void open(WorkerEntry worker, DemandKey key, int slots, List<Integer> gpus, long nowNs) {
        Lease lease = state.leases.open(worker, key, slots, gpus, nowNs);
        state.count(SchedulerCounter.LANES_REQUESTED);
        state.send(new OpenLane(
                lease.worker(),
                lease.incarnation(),
                lease.id(),
                lease.caller(),
                lease.need(),
                lease.slots(),
                lease.gpus(),
                lease.taskStreamId(),
                lease.resultStreamId(),
                dataAddress(key.caller(), worker.registration().node())));
    }

    /** Where the caller's node is; empty if it is the same one. */
    private String dataAddress(CallerId caller, NodeId workerNode) {
        return state.callers
                .find(caller)
                .flatMap(entry -> entry.session().node())
                .filter(node -> !node.equals(workerNode))
                .map(NodeId::dataAddress)
                .orElse("");
    }

    void laneOpened(Lease lease, WorkerEntry worker, long nowNs) {
        state.workers.update(worker.withLaneFailure(Optional.empty(), nowNs));
        if (lease.state() == LeaseState.CLOSING) {
            state.leases.move(lease, LeaseInput.LANE_OPENED, LeaseState.CLOSING, nowNs);
            return;
        }
        state.leases.move(lease.withSizedAt(nowNs), LeaseInput.LANE_OPENED, LeaseState.ACTIVE, nowNs);
        state.count(SchedulerCounter.LEASES_GRANTED);
        state.send(new LeaseGranted(
                lease.caller(),
                lease.id(),
                LeasedWorker.of(worker.registration()),
                lease.need(),
                lease.slots(),
                lease.taskStreamId(),
                lease.resultStreamId()));
    }

    void laneFailed(Lease lease, WorkerEntry worker, String reason, long nowNs) {
        state.count(SchedulerCounter.LANES_FAILED);
        state.workers.update(worker.withLaneFailure(Optional.of(reason), nowNs));
        end(lease, LeaseInput.LANE_FAILED, reason, nowNs);
    }

    void laneResized(Lease lease, int reported, long nowNs) {
        switch (lease.state()) {
            case GROWING, SHRINKING -> {
                boolean done = reported == lease.slots();
                LeaseState next = done ? LeaseState.ACTIVE : lease.state();
                state.leases.move(
                        lease.withSlots(lease.slots(), reported, nowNs), LeaseInput.LANE_RESIZED, next, nowNs);
                if (done && lease.state() == LeaseState.GROWING) {
                    state.count(SchedulerCounter.LEASES_GROWN);
                    state.send(new LeaseResized(lease.caller(), lease.id(), reported));
                }
            }
            case ACTIVE -> {
                Lease resized = lease.withSlots(reported, reported, nowNs);
                state.leases.move(resized, LeaseInput.LANE_RESIZED, LeaseState.ACTIVE, nowNs);
                state.send(new LeaseResized(lease.caller(), lease.id(), reported));
            }
            case UNCLAIMED ->
                state.leases.move(
                        lease.withSlots(reported, reported, nowNs), LeaseInput.LANE_RESIZED, lease.state(), nowNs);
            default ->
                state.leases.move(
                        lease.withSlots(lease.slots(), reported, nowNs), LeaseInput.LANE_RESIZED, lease.state(), nowNs);
        }
    }

    void slotsBlocked(Lease lease, int count, long nowNs) {

        state.leases.move(lease.withBlockedSlots(count), LeaseInput.SLOTS_BLOCKED, lease.state(), nowNs);
    }

    void laneClosed(Lease lease, long nowNs) {
        state.leases.move(lease, LeaseInput.LANE_CLOSED, LeaseState.ENDED, nowNs);
    }

    void returned(Lease lease, long nowNs) {
        state.count(SchedulerCounter.LEASES_RETURNED);
        close(lease, LeaseInput.LEASE_RETURNED, "returned by the caller", nowNs);
    }

    /** The caller holds it: bring the caller up to date. */
    void claim(Lease lease, long nowNs) {
        LeaseState next = lease.state() == LeaseState.UNCLAIMED ? LeaseState.ACTIVE : lease.state();
        state.leases.move(lease.withSizedAt(nowNs), LeaseInput.CLAIM, next, nowNs);
        if (next == LeaseState.REVOKING) {
            state.send(new ReduceLease(lease.caller(), lease.id(), 0));
        } else {
            int usable = next == LeaseState.GROWING ? lease.workerSlots() : lease.slots();
            state.send(new LeaseResized(lease.caller(), lease.id(), usable));
        }
    }

    void grow(Lease lease, int slots, long nowNs) {
        Lease larger = lease.withSlots(slots, lease.workerSlots(), nowNs);
        state.leases.move(larger, LeaseInput.GROW, LeaseState.GROWING, nowNs);
        state.send(new ResizeLane(lease.worker(), lease.incarnation(), lease.id(), slots));
    }

    /** Takes slots away; the lease is asked back when none is left. */
    void reduce(Lease lease, int slots, long nowNs) {
        if (slots == 0) {
            revoke(lease, nowNs);
            return;
        }
        Lease smaller = lease.withSlots(slots, lease.workerSlots(), nowNs);
        state.leases.move(smaller, LeaseInput.SHRINK, LeaseState.SHRINKING, nowNs);
        state.count(SchedulerCounter.LEASES_SHRUNK);
        state.send(new ReduceLease(lease.caller(), lease.id(), slots));
        state.send(new ResizeLane(lease.worker(), lease.incarnation(), lease.id(), slots));
    }

    void revoke(Lease lease, long nowNs) {
        state.leases.move(lease, LeaseInput.REVOKE, LeaseState.REVOKING, nowNs);
        state.count(SchedulerCounter.LEASES_REVOKED);
        state.send(new ReduceLease(lease.caller(), lease.id(), 0));
    }

    /** The room is needed otherwise: what runs ends, and nothing new begins. */
    void askBack(Lease lease, String reason, long nowNs) {
        switch (lease.state()) {
            case ACTIVE, GROWING, SHRINKING -> revoke(lease, nowNs);
            case OPENING, UNCLAIMED -> abandon(lease, reason, nowNs);
            default -> {
                // REVOKING and CLOSING are on their way out already.
            }
        }
    }

    /** Closes a lease that has no caller (any more); one that is closing already is left alone. */
    void abandon(Lease lease, String reason, long nowNs) {
        if (lease.state() != LeaseState.CLOSING) {
            close(lease, LeaseInput.ABANDON, reason, nowNs);
        }
    }

    void workerGone(Lease lease, String reason, long nowNs) {
        end(lease, LeaseInput.WORKER_GONE, reason, nowNs);
    }

    private void close(Lease lease, LeaseInput input, String reason, long nowNs) {
        state.leases.move(lease, input, LeaseState.CLOSING, nowNs);
        state.send(new CloseLane(lease.worker(), lease.incarnation(), lease.id(), reason));
    }

    private void end(Lease lease, LeaseInput input, String reason, long nowNs) {
        state.leases.move(lease, input, LeaseState.ENDED, nowNs);
        if (lease.state().knownToCaller()) {
            state.count(SchedulerCounter.LEASES_LOST);
            state.send(new WorkerLost(lease.caller(), lease.id(), lease.worker(), lease.incarnation(), reason));
        }
    }
}
