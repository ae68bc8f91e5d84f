package io.remex.scheduler;

import java.util.List;

/** Hands out what is free in a pool; made for one look at it. */
final class Grants {
    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;
    private final Pool pool;
    private final Reductions reductions;
    private final Targets targets;
    private final long nowNs;
    /** By contender: what it has, given here included. */
    private final int[] heldTotal;
    /** By contender and worker: whether something was given here; its leases there have changed since. */
    private final boolean[][] given;

    private boolean lacksStreamIds;

    Grants(
            SchedulerState state,
            LeaseLifecycle lifecycle,
            Pool pool,
            Targets targets,
            Reductions reductions,
            long nowNs) {
        this.state = state;
        this.lifecycle = lifecycle;
        this.pool = pool;
        this.targets = targets;
        this.reductions = reductions;
        this.nowNs = nowNs;
        heldTotal = reductions.keptTotal().clone();
        given = new boolean[pool.contenders.size()][pool.workers.size()];
    }

    /** Gives to those below their target what is free now, in the order of {@link Pool#firstInLine}. */
    void giveUpToTargets() {
        for (int w = 0; w < pool.workers.size(); w++) {
            for (int c : pool.firstInLine(heldTotal)) {
                Contender contender = pool.contenders.get(c);
                int lacks = Math.min(targets.slots()[c][w] - reductions.kept()[c][w], contender.wants() - heldTotal[c]);
                give(c, w, room(c, w, lacks, pool.usedNow[w], pool.gpusNow[w]));
            }
        }
    }

    /**
     * Gives what is free now and stays free when all that is under way or promised is done. On the worker that is set aside
     * for somebody whose turn it is nobody else gets anything until that slot is there.
     */
    void giveLeftovers() {
        int[] expectedTotal = reductions.expectedTotal();
        for (int w = 0; w < pool.workers.size(); w++) {
            long[] usedEventually = reductions.usedEventually()[w];
            for (int c : pool.firstInLine(expectedTotal)) {
                Contender contender = pool.contenders.get(c);
                if (!contender.mayUse(w) || isSetAside(c, w)) {
                    continue;
                }
                int lacks = contender.wants() - expectedTotal[c];
                int lasting = room(c, w, lacks, usedEventually, reductions.gpusEventually()[w]);
                int slots = room(c, w, lasting, pool.usedNow[w], pool.gpusNow[w]);
                if (give(c, w, slots)) {
                    expectedTotal[c] += slots;
                    ResourceAxes.add(usedEventually, contender.need(), slots);
                }
            }
        }
    }

    private boolean isSetAside(int c, int w) {
        Turn turn = targets.turn();
        return turn.isOn(w) && !turn.isOf(c) && heldTotal[turn.contender()] == 0;
    }

    boolean lacksStreamIds() {
        return lacksStreamIds;
    }

    /** How many of the lacking slots fit beside what is used; of those with GPUs one at a time, with devices of its own. */
    private int room(int c, int w, int lacks, long[] used, GpuDevices gpus) {
        Contender contender = pool.contenders.get(c);
        if (contender.usesGpus()) {
            boolean fits = lacks > 0
                    && ResourceAxes.fits(used, contender.need(), pool.capacity[w])
                    && gpus.choose(contender.key().shape()).isPresent();
            return fits ? 1 : 0;
        }
        long[] need = contender.need();
        int slots = 0;
        while (slots < lacks && ResourceAxes.fits(used, need, slots + 1L, pool.capacity[w])) {
            slots++;
        }
        if (slots < lacks && ResourceAxes.onlySlotsLack(used, need, slots + 1L, pool.capacity[w])) {
            state.count(SchedulerCounter.SLOT_LIMIT_HITS);
        }
        return slots;
    }

    /** Whether the slots were given: not while a lane is being opened or enlarged, its answer will come soon. */
    private boolean give(int c, int w, int slots) {
        if (slots <= 0 || !pool.acceptsMore[w] || given[c][w]) {
            return false;
        }
        Contender contender = pool.contenders.get(c);
        Lease growable = null;
        for (Lease lease : contender.leases().get(w)) {
            if (lease.state() == LeaseState.OPENING || lease.state() == LeaseState.GROWING) {
                return false;
            }
            if (growable == null
                    && !contender.usesGpus()
                    && lease.state() == LeaseState.ACTIVE
                    && !reductions.reduced().containsKey(lease)) {
                growable = lease;
            }
        }
        if (growable != null) {
            lifecycle.grow(growable, growable.slots() + slots, nowNs);
        } else if (state.streamIds.available(2)) {
            ResourceShape shape = contender.key().shape();
            List<Integer> gpus = pool.gpusNow[w].choose(shape).orElseThrow();
            pool.gpusNow[w].take(shape, gpus);
            lifecycle.open(pool.workers.get(w), contender.key(), slots, gpus, nowNs);
        } else {
            lacksStreamIds = true;
            state.count(SchedulerCounter.STREAM_IDS_EXHAUSTED);
            return false;
        }
        given[c][w] = true;
        heldTotal[c] += slots;
        ResourceAxes.add(pool.usedNow[w], contender.need(), slots);
        return true;
    }
}
