package io.remex.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Moves one pool from what its callers have to what they should have: reduces leases ({@link Reductions}) and gives what
 * is free to those below their target ({@link FairShare}), as larger leases where there are some and as new ones
 * otherwise. Never gives what is not free at this moment.
 */
final class Reconciler {
    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;

    Reconciler(SchedulerState state, LeaseLifecycle lifecycle) {
        this.state = state;
        this.lifecycle = lifecycle;
    }

    void reconcile(PoolId id, long nowNs) {
        Pool pool = Pool.of(state, id, nowNs);
        if (pool.workers.isEmpty() || pool.contenders.isEmpty()) {
            return;
        }
        int[][] targets = FairShare.targets(pool);
        Reductions reductions = Reductions.plan(state, pool, targets, nowNs);
        reductions.reduced().forEach((lease, slots) -> lifecycle.reduce(lease, slots, nowNs));
        if (state.grantsAllowed(nowNs)) {
            for (int w = 0; w < pool.workers.size(); w++) {
                give(pool, w, targets, reductions, nowNs);
            }
        }
    }

    private void give(Pool pool, int w, int[][] targets, Reductions reductions, long nowNs) {
        if (!pool.acceptsMore[w]) {
            return;
        }
        int[] heldTotal = reductions.keptTotal();
        List<Integer> poorestFirst = new ArrayList<>(
                IntStream.range(0, targets.length).boxed().toList());
        poorestFirst.sort((a, b) -> Double.compare(
                pool.callerShare(pool.contenders.get(a).caller(), heldTotal),
                pool.callerShare(pool.contenders.get(b).caller(), heldTotal)));
        for (int c : poorestFirst) {
            Contender contender = pool.contenders.get(c);
            int lacks = Math.min(targets[c][w] - reductions.kept()[c][w], contender.wants() - heldTotal[c]);
            int slots = room(pool, w, contender, lacks);
            if (slots > 0 && give(pool.workers.get(w), contender, w, slots, reductions, nowNs)) {
                ResourceAxes.add(pool.usedNow[w], contender.need(), slots);
                heldTotal[c] += slots;
            }
        }
    }

    private int room(Pool pool, int w, Contender contender, int lacks) {
        int slots = 0;
        while (slots < lacks
                && ResourceAxes.fits(pool.usedNow[w], contender.need(), slots + 1L, pool.capacity[w])) {
            slots++;
        }
        if (slots < lacks && ResourceAxes.onlySlotsLack(pool.usedNow[w], contender.need(), pool.capacity[w])) {
            state.count(SchedulerCounter.SLOT_LIMIT_HITS);
        }
        return slots;
    }

    /** Whether the slots were given: not while a lane is being opened or enlarged, its answer will come soon. */
    private boolean give(
            WorkerEntry worker, Contender contender, int w, int slots, Reductions reductions, long nowNs) {
        Lease growable = null;
        for (Lease lease : contender.leases().get(w)) {
            if (lease.state() == LeaseState.OPENING || lease.state() == LeaseState.GROWING) {
                return false;
            }
            if (growable == null
                    && lease.state() == LeaseState.ACTIVE
                    && !reductions.reduced().containsKey(lease)) {
                growable = lease;
            }
        }
        if (growable != null) {
            lifecycle.grow(growable, growable.slots() + slots, nowNs);
            return true;
        }
        if (!state.streamIds.available(2)) {
            state.count(SchedulerCounter.STREAM_IDS_EXHAUSTED);
            return false;
        }
        lifecycle.open(worker, contender.key(), slots, nowNs);
        return true;
    }
}
