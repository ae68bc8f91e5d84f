package io.remex.scheduler;

/**
 * Who should have how many slots where: weighted max-min fairness by water filling, slot by slot.
 *
 * <p>Every step gives one slot to the caller with the smallest share, until nobody wants one that fits somewhere. A
 * caller's share is the part of the pool its slots take (their dominant resource: Ghodsi et al., <i>Dominant Resource
 * Fairness</i>, NSDI 2011) divided by its weight. Filling real workers, not the sum of their capacity, keeps every
 * result placeable. Slots whose task waits are given from the start and take no capacity: they count to their caller's
 * share, so that a caller whose tasks all wait does not start ever more of them before those they wait for.
 *
 * <p>Ties keep what is: a contender that would keep a slot goes before one that would get a new one, a nested caller
 * before others for a new slot, then the one with the older lease. So a fair distribution is never exchanged for another
 * fair one.
 *
 * <p>A shape that needs most of a worker can wait for long next to callers of small shapes: there is no reservation.
 */
final class FairShare {
    private final Pool pool;
    private final int[][] filled;
    private final int[] filledTotal;
    private final int[] heldTotal;
    private final double[] callerShare;
    private final boolean[] done;
    private final Placement placement;

    private FairShare(Pool pool) {
        this.pool = pool;
        int count = pool.contenders.size();
        filled = new int[count][pool.workers.size()];
        filledTotal = new int[count];
        heldTotal = new int[count];
        callerShare = new double[pool.callerCount];
        done = new boolean[count];
        placement = new Placement(pool, filled);
        for (int c = 0; c < count; c++) {
            Contender contender = pool.contenders.get(c);
            heldTotal[c] = contender.heldTotal();
            for (int w = 0; w < filled[c].length; w++) {
                filled[c][w] = contender.blocked()[w];
                filledTotal[c] += filled[c][w];
            }
        }
        for (int caller = 0; caller < callerShare.length; caller++) {
            callerShare[caller] = pool.callerShare(caller, filledTotal);
        }
        for (int c = 0; c < count; c++) {
            finishIfSatisfied(c);
        }
    }

    /** The number of slots by contender and worker. */
    static int[][] targets(Pool pool) {
        FairShare fairShare = new FairShare(pool);
        fairShare.fill();
        return fairShare.filled;
    }

    private void fill() {
        for (int c = poorest(); c >= 0; c = poorest()) {
            int w = placement.choose(c, pool.contenders.get(c).wants() - filledTotal[c]);
            if (w == Placement.NOWHERE) {
                finish(c);
            } else {
                placement.place(c, w);
                filled[c][w]++;
                filledTotal[c]++;
                int caller = pool.contenders.get(c).caller();
                callerShare[caller] = pool.callerShare(caller, filledTotal);
                finishIfSatisfied(c);
            }
        }
    }

    private void finishIfSatisfied(int c) {
        if (filledTotal[c] >= pool.contenders.get(c).wants()) {
            finish(c);
        }
    }

    private void finish(int c) {
        done[c] = true;
        placement.giveUpRetained(c);
    }

    private int poorest() {
        int best = -1;
        for (int c = 0; c < done.length; c++) {
            if (!done[c] && (best < 0 || compare(c, best) < 0)) {
                best = c;
            }
        }
        return best;
    }

    private int compare(int a, int b) {
        Contender first = pool.contenders.get(a);
        Contender second = pool.contenders.get(b);
        int order = Double.compare(callerShare[first.caller()], callerShare[second.caller()]);
        if (order == 0) {
            order = Double.compare(first.share(filledTotal[a]), second.share(filledTotal[b]));
        }
        boolean keeps = heldTotal[a] > filledTotal[a];
        if (order == 0) {
            order = Boolean.compare(heldTotal[b] > filledTotal[b], keeps);
        }
        if (order == 0 && !keeps) {
            order = Boolean.compare(second.nested(), first.nested());
        }
        return order == 0 ? Long.compare(first.seniority(), second.seniority()) : order;
    }
}
