package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.WorkerLost;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DemandChanged;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How callers come, say what they want and go. */
final class CallerSessions {
    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;
    private final CatalogNotices catalogs;
    private final GroupLifecycle groups;

    CallerSessions(SchedulerState state, LeaseLifecycle lifecycle, CatalogNotices catalogs, GroupLifecycle groups) {
        this.groups = groups;
        this.state = state;
        this.lifecycle = lifecycle;
        this.catalogs = catalogs;
    }

    void open(CallerOpened event, long nowNs) {
        boolean moves = state.callers
                .find(event.caller())
                .filter(open -> !open.session().node().equals(event.session().node()))
                .isPresent();
        if (moves) {
            groups.releaseAll(event.caller(), nowNs); // other workers are in its reach
        }
        CallerEntry caller = state.callers.open(event.session());
        state.count(SchedulerCounter.CALLERS_OPENED);
        catalogs.tell(caller);
        groups.keepOnly(caller.id(), event.groups(), nowNs);
        Set<LeaseId> claimed = new HashSet<>();
        for (ClaimedLease claim : event.heldLeases()) {
            claimed.add(claim.lease());
            claim(caller.id(), claim, nowNs);
        }
        for (Lease lease : state.leases.ofCaller(caller.id())) {
            if (!claimed.contains(lease.id()) && lease.state() != LeaseState.OPENING) {
                lifecycle.abandon(lease, "its caller does not hold it", nowNs);
            }
            state.touch(lease);
        }
        groups.askBackStrays(state.leases.ofCaller(caller.id()), nowNs);
    }

    void disconnect(CallerEntry caller, String reason, long nowNs) {
        state.count(SchedulerCounter.CALLERS_DISCONNECTED);
        for (Lease lease : state.leases.ofCaller(caller.id())) {
            lifecycle.abandon(lease, "the caller is gone: " + reason, nowNs);
            state.touch(lease);
        }
        groups.releaseAll(caller.id(), nowNs);
        state.callers.remove(caller.id());
    }

    void demand(DemandChanged event) {
        DemandKey key = new DemandKey(event.caller(), event.need(), event.catalog());
        state.callers.demand(key, event.slotsWanted(), event.priorities());
        state.callers.pool(key).ifPresent(state::touch);
    }

    /** This incarnation has registered: what it did not bring along is lost. */
    void loseClaims(WorkerId worker, long incarnation) {
        if (state.workers.find(worker, incarnation).isEmpty()) {
            return;
        }
        for (PendingClaim claim : state.callers.claims()) {
            if (claim.claim().worker().equals(worker)) {
                state.callers.removeClaim(claim);
                lose(claim.caller(), claim.claim(), "the worker does not hold the lease");
            }
        }
    }

    /** Tells a caller that it does not have a lease it claims. */
    void lose(CallerId caller, ClaimedLease claim, String reason) {
        state.count(SchedulerCounter.LEASES_DISOWNED);
        state.send(new WorkerLost(caller, claim.lease(), claim.worker(), claim.incarnation(), reason));
    }

    private void claim(CallerId caller, ClaimedLease claim, long nowNs) {
        List<Lease> held = state.leases.ofCaller(caller).stream()
                .filter(lease -> lease.id().equals(claim.lease()))
                .toList();
        if (!held.isEmpty() && LeaseTransitions.allows(held.get(0).state(), LeaseInput.CLAIM)) {
            if (held.get(0).state() == LeaseState.UNCLAIMED) {
                state.count(SchedulerCounter.LEASES_ADOPTED);
            }
            lifecycle.claim(held.get(0), nowNs);
        } else if (!held.isEmpty()
                || state.leases.find(claim.lease()).isPresent()
                || !state.leases.isForeign(claim.lease())) {
            lose(caller, claim, "the lease has ended");
        } else if (state.workers.find(claim.worker()).isPresent()) {
            lose(caller, claim, "the worker does not hold the lease");
        } else {
            state.leases.skipPast(claim.lease());
            state.callers.addClaim(new PendingClaim(caller, claim, nowNs));
        }
    }
}
