package io.remex.scheduler;

import java.util.Arrays;

/**
 * On which worker the next slot goes while {@link FairShare} fills a pool. In this order:
 *
 * <ol>
 *   <li>where the contender has a slot that it can keep;
 *   <li>where there is room beside what others still may keep: first a worker on which it already has slots (fewest
 *       leases), then the fullest worker that stays at most half full with everything the contender still wants (pack),
 *       then the emptiest (spread);
 *   <li>where there is room only if others do not keep what they have: a worker on which it already has slots, then the
 *       emptiest.
 * </ol>
 *
 * Workers equal in this go by the order of their registrations.
 */
final class Placement {
    static final int NOWHERE = -1;
    private static final double HALF_FULL = 0.5;
    private static final int NEVER_PACK = -1;

    private final Pool pool;
    private final int[][] filled;
    /** Per worker: what has been given. */
    private final long[][] used;
    /** Per worker: what has been given and what contenders that are not done may still keep. */
    private final long[][] usedOrRetained;

    private final boolean[] retains;

    Placement(Pool pool, int[][] filled) {
        this.pool = pool;
        this.filled = filled;
        int workerCount = pool.workers.size();
        used = new long[workerCount][];
        usedOrRetained = new long[workerCount][];
        retains = new boolean[pool.contenders.size()];
        for (int w = 0; w < workerCount; w++) {
            used[w] = pool.usedByNobody[w].clone();
            for (Contender contender : pool.contenders) {
                ResourceAxes.addBlocked(used[w], contender.blocked()[w]);
            }
            usedOrRetained[w] = used[w].clone();
            for (Contender contender : pool.contenders) {
                ResourceAxes.add(
                        usedOrRetained[w],
                        contender.need(),
                        (long) contender.held()[w] - contender.blocked()[w]);
            }
        }
        Arrays.fill(retains, true);
    }

    /** The worker for one more slot of a contender that still wants so many, or {@link #NOWHERE}. */
    int choose(int c, int wantsMore) {
        Contender contender = pool.contenders.get(c);
        for (int w = 0; w < used.length; w++) {
            if (keepsOn(c, w) && ResourceAxes.fits(used[w], contender.need(), pool.capacity[w])) {
                return w;
            }
        }
        int beside = best(c, wantsMore, usedOrRetained);
        return beside != NOWHERE ? beside : best(c, NEVER_PACK, used);
    }

    /** Gives a contender one more slot; the number of filled slots is still the old one. */
    void place(int c, int w) {
        long[] need = pool.contenders.get(c).need();
        ResourceAxes.add(used[w], need, 1);
        if (!keepsOn(c, w)) {
            ResourceAxes.add(usedOrRetained[w], need, 1);
        }
    }

    /** The contender gets nothing more: others need not spare what it has beyond what was filled. */
    void giveUpRetained(int c) {
        for (int w = 0; w < used.length; w++) {
            if (keepsOn(c, w)) {
                Contender contender = pool.contenders.get(c);
                ResourceAxes.add(
                        usedOrRetained[w],
                        contender.need(),
                        (long) filled[c][w] - contender.held()[w]);
            }
        }
        retains[c] = false;
    }

    private boolean keepsOn(int c, int w) {
        return retains[c] && pool.contenders.get(c).held()[w] > filled[c][w];
    }

    private int best(int c, int wantsMore, long[][] taken) {
        Contender contender = pool.contenders.get(c);
        int packed = NOWHERE;
        int spread = NOWHERE;
        double packedFullness = 0;
        double spreadFullness = 0;
        for (int w = 0; w < taken.length; w++) {
            if (!pool.acceptsMore[w] || !ResourceAxes.fits(taken[w], contender.need(), pool.capacity[w])) {
                continue;
            }
            if (filled[c][w] > 0) {
                return w;
            }
            double fullness = ResourceAxes.fullness(taken[w], pool.capacity[w]);
            if (spread == NOWHERE || fullness < spreadFullness) {
                spread = w;
                spreadFullness = fullness;
            }
            if (wantsMore != NEVER_PACK
                    && staysHalfEmpty(contender, wantsMore, w, taken[w])
                    && (packed == NOWHERE || fullness > packedFullness)) {
                packed = w;
                packedFullness = fullness;
            }
        }
        return packed != NOWHERE ? packed : spread;
    }

    private boolean staysHalfEmpty(Contender contender, int wantsMore, int w, long[] taken) {
        return ResourceAxes.fullness(taken, contender.need(), wantsMore, pool.capacity[w]) <= HALF_FULL;
    }
}
