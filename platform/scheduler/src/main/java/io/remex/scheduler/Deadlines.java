package io.remex.scheduler;

import java.util.List;
import java.util.Optional;

/** Everything that happens because time has passed. */
final class Deadlines {
    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;
    private final WorkerMembership membership;
    private final CallerSessions sessions;
    private final GroupLifecycle groups;
    private final UnmetDemand unmetDemand;

    Deadlines(
            SchedulerState state,
            LeaseLifecycle lifecycle,
            WorkerMembership membership,
            CallerSessions sessions,
            GroupLifecycle groups) {
        this.groups = groups;
        this.state = state;
        this.lifecycle = lifecycle;
        this.membership = membership;
        this.sessions = sessions;
        this.unmetDemand = new UnmetDemand(state);
    }

    void tick(long nowNs) {
        for (WorkerEntry worker : state.workers.copy()) {
            checkWorker(worker, nowNs);
        }
        long adoptionTimeoutNs = state.config.adoption().timeoutNs();
        for (Lease lease : List.copyOf(state.leases.all())) {
            if (lease.state() == LeaseState.UNCLAIMED && nowNs - lease.stateSinceNs() > adoptionTimeoutNs) {
                lifecycle.abandon(lease, "its caller has not come back", nowNs);
            }
        }
        for (PendingClaim claim : state.callers.claims()) {
            if (nowNs - claim.sinceNs() > adoptionTimeoutNs) {
                state.callers.removeClaim(claim);
                sessions.lose(claim.caller(), claim.claim(), "the worker has not come back");
            }
        }
        state.streamIds.endQuarantines(nowNs);
        groups.tick(nowNs);
        unmetDemand.check(nowNs);
        state.touchPoolsToRevisit();
    }

    private void checkWorker(WorkerEntry worker, long nowNs) {
        long silentNs = nowNs - worker.lastHeardNs();
        if (silentNs > state.config.workers().heartbeatTimeoutNs()) {
            membership.fence(worker, "no heartbeat for " + silentNs / 1_000_000 + " ms", nowNs);
            return;
        }
        Optional<Lease> overdue = state.leases.onWorker(worker.id()).stream()
                .filter(lease -> nowNs - lease.stateSinceNs() > timeoutNs(lease.state()))
                .findFirst();
        overdue.ifPresent(lease -> {
            state.count(SchedulerCounter.LANE_TIMEOUTS);
            membership.fence(worker, "no answer for lease " + lease.id() + " in state " + lease.state(), nowNs);
        });
    }

    /** How long a worker may take to end this state of a lease. */
    private long timeoutNs(LeaseState leaseState) {
        return switch (leaseState) {
            case OPENING, GROWING -> state.config.workers().laneOpenTimeoutNs();
            case CLOSING -> state.config.workers().laneCloseTimeoutNs();
            default -> Long.MAX_VALUE;
        };
    }
}
