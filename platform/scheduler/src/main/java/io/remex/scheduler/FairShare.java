package io.remex.scheduler;

import java.util.List;

/**
 * Who should have how many slots where: weighted max-min fairness by water filling, slot by slot.
 *
 * <p>Every step gives one slot of the highest priority that is wanted, and of several to the caller with the smallest share,
 * until nobody wants one that fits somewhere. A
 * caller's share is the part of the pool its slots take (their dominant resource: Ghodsi et al., <i>Dominant Resource
 * Fairness</i>, NSDI 2011) divided by its weight. Filling real workers, not the sum of their capacity, keeps every
 * result placeable. Slots whose task waits are given from the start and take no capacity: they count to their caller's
 * share, so that a caller whose tasks all wait does not start ever more of them before those they wait for.
 *
 * <p>Ties keep what is: a contender that would keep a slot goes before one that would get a new one, a nested caller
 * before others for a new slot, then the one with the older lease. So a fair distribution is never exchanged for another
 * fair one.
 *
 * <p>Before all this, one slot goes to the contender whose turn it is ({@link Ageing}): shares alone would let a shape that
 * needs most of a worker wait for ever next to small ones.
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

    /**
     * Who should have what.
     *
     * @param turns whose turn it can be: the first of them that has a place gets it
     */
    static Targets targets(Pool pool, List<Integer> turns) {
        FairShare fairShare = new FairShare(pool);
        Turn turn = fairShare.giveTurn(turns);
        fairShare.fill();
        return new Targets(fairShare.filled, turn);
    }

    private Turn giveTurn(List<Integer> turns) {
        for (int c : turns) {
            int w = done[c] ? Placement.NOWHERE : placement.chooseForTurn(c);
            if (w != Placement.NOWHERE) {
                give(c, w);
                return new Turn(c, w);
            }
        }
        return Turn.NOBODYS;
    }

    private void fill() {
        for (int c = poorest(); c >= 0; c = poorest()) {
            int w = placement.choose(c);
            if (w == Placement.NOWHERE) {
                finish(c);
            } else {
                give(c, w);
            }
        }
    }

    private void give(int c, int w) {
        placement.place(c, w);
        filled[c][w]++;
        filledTotal[c]++;
        int caller = pool.contenders.get(c).caller();
        callerShare[caller] = pool.callerShare(caller, filledTotal);
        finishIfSatisfied(c);
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
        int order = Integer.compare(second.priorityAfter(filledTotal[b]), first.priorityAfter(filledTotal[a]));
        if (order == 0) {
            order = Double.compare(callerShare[first.caller()], callerShare[second.caller()]);
        }
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
