package io.remex.scheduler;

import java.util.Arrays;

/**
 * On which worker the next slot goes while {@link FairShare} fills a pool. In this order:
 *
 * <ol>
 *   <li>where the contender has a slot that it can keep;
 *   <li>where there is room beside what others still may keep;
 *   <li>where there is room only if others do not keep what they have.
 * </ol>
 *
 * Only workers that meet its conditions count. Among several of them those come first that meet most of its wishes. Then
 * a contender that wants to be spread takes the one with the fewest slots of its own, then the
 * emptiest. Any other fills workers to one half while there is room beside others: first one on which it has slots, then
 * the fullest that stays at most half full with the new slot. When there is none it takes the emptiest. Where others have
 * to give way it takes one on which it has slots, then the emptiest. Workers equal in this go by the order of their
 * registrations.
 *
 * <p>All workers of a pool are on one node, so spreading over workers is all the spreading there is until callers reach
 * workers of other nodes.
 */
final class Placement {
    static final int NOWHERE = -1;

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
                ResourceAxes.addBlocked(used[w], contender.need(), contender.blocked()[w]);
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

    /** The worker for one more slot of a contender, or {@link #NOWHERE}. */
    int choose(int c) {
        int kept = kept(c);
        if (kept != NOWHERE) {
            return kept;
        }
        int beside = best(c, usedOrRetained, true);
        return beside != NOWHERE ? beside : best(c, used, false);
    }

    /**
     * The worker for the one slot of the contender whose turn it is, or {@link #NOWHERE}. Where others have to give way it
     * is the worker with the least in use, and the same one the next time, because what is being given back does not count.
     */
    int chooseForTurn(int c) {
        int kept = kept(c);
        if (kept != NOWHERE) {
            return kept;
        }
        int beside = best(c, usedOrRetained, true);
        int emptiest = beside;
        for (int w = 0; w < used.length && beside == NOWHERE; w++) {
            if (accepts(c, w, used[w])
                    && (emptiest == NOWHERE || fullness(usedOrRetained, w) < fullness(usedOrRetained, emptiest))) {
                emptiest = w;
            }
        }
        return emptiest;
    }

    private int kept(int c) {
        for (int w = 0; w < used.length; w++) {
            if (keepsOn(c, w)
                    && ResourceAxes.fits(used[w], pool.contenders.get(c).need(), pool.capacity[w])) {
                return w;
            }
        }
        return NOWHERE;
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

    private boolean accepts(int c, int w, long[] taken) {
        Contender contender = pool.contenders.get(c);
        return pool.acceptsMore[w]
                && contender.mayUse(w)
                && ResourceAxes.fits(taken, contender.need(), pool.capacity[w]);
    }

    private int best(int c, long[][] taken, boolean beside) {
        int best = NOWHERE;
        PlaceCandidate bestCandidate = null;
        for (int w = 0; w < taken.length; w++) {
            if (accepts(c, w, taken[w])) {
                PlaceCandidate candidate = candidate(c, w, taken[w]);
                if (best == NOWHERE
                        || candidate.isBetterThan(
                                bestCandidate, pool.contenders.get(c).spreads(), beside)) {
                    best = w;
                    bestCandidate = candidate;
                }
            }
        }
        return best;
    }

    private PlaceCandidate candidate(int c, int w, long[] taken) {
        Contender contender = pool.contenders.get(c);
        long[] capacity = pool.capacity[w];
        return PlaceCandidate.of(contender.score(w), filled[c][w], taken, contender.need(), capacity);
    }

    private double fullness(long[][] taken, int w) {
        return ResourceAxes.fullness(taken[w], pool.capacity[w]);
    }
}
