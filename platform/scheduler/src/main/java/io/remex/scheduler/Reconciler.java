package io.remex.scheduler;

/**
 * Moves one pool from what its callers have to what they should have: reduces leases ({@link Reductions}) and gives what
 * is free, as larger leases where there are some and as new ones otherwise. Never gives what is not free at this moment.
 *
 * <p>Where nobody has to give way the {@link ShortWay} is taken. A pool so large that sharing it out anew takes long is shared
 * out at ticks only, so that what one event costs stays bounded and a flood of events does not make the scheduler late.
 *
 * <p>First those below their target ({@link FairShare}) get it, then anybody gets what then still is nobody's: a target
 * may be out of reach as long as others need not give way.
 */
final class Reconciler {
    /** Workers times demands of a pool that is shared out at ticks only. */
    static final long LARGE_POOL = 20_000;

    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;
    private final ShortWay shortWay;

    Reconciler(SchedulerState state, LeaseLifecycle lifecycle) {
        this.state = state;
        this.lifecycle = lifecycle;
        shortWay = new ShortWay(state, lifecycle);
    }

    void reconcile(PoolId id, boolean isTick, long nowNs) {
        long size = (long) state.rooms.takingCount(id) * state.callers.demandCount(id);
        boolean waitsForTick = !isTick && size > LARGE_POOL;
        if (waitsForTick && state.isContended(id)) {
            state.revisit(id);
            return;
        }
        state.doNotRevisit(id);
        boolean done = id.bundle().isEmpty() && shortWay.reconcile(id, nowNs);
        state.contended(id, !done && size > LARGE_POOL);
        if (!done && waitsForTick) {
            state.revisit(id);
        } else if (!done) {
            shareOut(id, nowNs);
        }
    }

    private void shareOut(PoolId id, long nowNs) {
        Pool pool = Pool.of(state, id, nowNs);
        if (pool.workers.isEmpty() || pool.contenders.isEmpty()) {
            return;
        }
        state.count(SchedulerCounter.POOLS_SHARED_OUT);
        state.count(SchedulerCounter.PLACES_CONSIDERED, (long) pool.workers.size() * pool.contenders.size());
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
