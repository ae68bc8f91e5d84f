package io.remex.scheduler;

/**
 * Moves one pool from what its callers have to what they should have: reduces leases ({@link Reductions}) and gives what
 * is free, as larger leases where there are some and as new ones otherwise. Never gives what is not free at this moment.
 *
 * <p>First those below their target ({@link FairShare}) get it, then anybody gets what then still is nobody's: a target
 * may be out of reach as long as others need not give way.
 */
final class Reconciler {
    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;

    Reconciler(SchedulerState state, LeaseLifecycle lifecycle) {
        this.state = state;
        this.lifecycle = lifecycle;
    }

    void reconcile(PoolId id, long nowNs) {
        state.doNotRevisit(id);
        Pool pool = Pool.of(state, id, nowNs);
        if (pool.workers.isEmpty() || pool.contenders.isEmpty()) {
            return;
        }
        Targets targets = FairShare.targets(pool, Ageing.turns(state, pool, nowNs));
        Reductions reductions = Reductions.plan(state, pool, targets, nowNs);
        reductions.reduced().forEach((lease, slots) -> lifecycle.reduce(lease, slots, nowNs));
        boolean waits = pool.waitsForTime(state.config.sharing().reduceGraceNs(), nowNs);
        if (state.grantsAllowed(nowNs)) {
            Grants grants = new Grants(state, lifecycle, pool, targets, reductions, nowNs);
            grants.giveUpToTargets();
            grants.giveLeftovers();
            waits |= grants.lacksStreamIds();
        } else {
            waits = true;
        }
        if (waits) {
            state.revisit(id);
        }
    }
}
