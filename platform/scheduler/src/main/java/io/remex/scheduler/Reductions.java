package io.remex.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which leases of a pool get fewer slots, so that it comes closer to the targets of {@link FairShare}. Slots above the
 * target are taken for three reasons only:
 *
 * <ol>
 *   <li>their caller wants fewer; the last slot of one that wants none stays, so that its next task finds a lane, until the caller gives
 *       it back or somebody needs the room;
 *   <li>the worker is over-committed, because blocked slots went on;
 *   <li>the slot of another contender needs the room that is of a higher priority, or of the same and poorer: the richer
 *       one is still richer after it gave (otherwise the same slots would go back and forth). Whoever gives to a contender whose turn it is ({@link Ageing}) may end up poorer.
 * </ol>
 *
 * Always the most recent lease first, never one that changes its size at the moment or did so within the grace period, unless nobody
 * wants what it has: the next tick looks again. Whoever wants no slots gives way to everybody.
 */
final class Reductions {
    /** Shares closer than this are equal: they are sums of fractions. */
    private static final double EQUAL_SHARES = 1e-9;

    private static final int NOBODY = -1;

    private final SchedulerState state;
    private final Pool pool;
    private final Targets targets;
    private final long nowNs;
    /** By contender and worker: slots held, less what is taken here. */
    private final int[][] kept;

    private final int[] keptTotal;
    /** By contender: what it keeps and what room was made for. */
    private final int[] expectedTotal;

    /** By worker: what its leases will take when all that is under way is done, with the room that was made. */
    private final long[][] usedEventually;

    /** By worker: its devices, less those that are used eventually. */
    private final GpuDevices[] gpusEventually;

    private final Map<Lease, Integer> reduced = new LinkedHashMap<>();

    private Reductions(SchedulerState state, Pool pool, Targets targets, long nowNs) {
        this.state = state;
        this.pool = pool;
        this.targets = targets;
        this.nowNs = nowNs;
        kept = pool.contenders.stream()
                .map(contender -> contender.held().clone())
                .toArray(int[][]::new);
        keptTotal = pool.contenders.stream().mapToInt(Contender::heldTotal).toArray();
        expectedTotal = keptTotal.clone();
        usedEventually = new long[pool.workers.size()][];
        gpusEventually = new GpuDevices[pool.workers.size()];
    }

    static Reductions plan(SchedulerState state, Pool pool, Targets targets, long nowNs) {
        Reductions reductions = new Reductions(state, pool, targets, nowNs);
        reductions.takeUnwanted();
        for (int w = 0; w < pool.workers.size(); w++) {
            reductions.takeOverCommitted(w);
            reductions.takeForOthers(w);
        }
        return reductions;
    }

    /** The leases that change, with their new number of slots. */
    Map<Lease, Integer> reduced() {
        return reduced;
    }

    int[][] kept() {
        return kept;
    }

    int[] keptTotal() {
        return keptTotal;
    }

    int[] expectedTotal() {
        return expectedTotal;
    }

    long[][] usedEventually() {
        return usedEventually;
    }

    GpuDevices[] gpusEventually() {
        return gpusEventually;
    }

    private void takeUnwanted() {
        for (int c = 0; c < kept.length; c++) {
            for (int w = 0; w < kept[c].length; w++) {
                boolean found = true;
                int keeps = Demand.keeps(pool.contenders.get(c).wants());
                while (found && keptTotal[c] > keeps && kept[c][w] > targets.slots()[c][w]) {
                    Lease lease = newestReducible(c, w);
                    found = lease != null;
                    if (found) {
                        take(c, w, lease);
                    }
                }
            }
        }
    }

    private void takeOverCommitted(int w) {
        long[] used = usedEventually(w);
        long[] nothing = pool.axes.zero();
        while (ResourceAxes.exceeds(used, pool.capacity[w])) {
            int giver = newestGiver(w, used, nothing, NOBODY);
            if (giver == NOBODY) {
                return;
            }
            take(giver, w, newestReducible(giver, w));
            ResourceAxes.add(used, pool.contenders.get(giver).need(), -1);
        }
    }

    private void takeForOthers(int w) {
        long[] used = usedEventually(w);
        usedEventually[w] = used;
        gpusEventually[w] = gpusEventually(w);
        for (int c : pool.firstInLine(expectedTotal)) {
            Contender contender = pool.contenders.get(c);
            int lacks = Math.min(targets.slots()[c][w] - kept[c][w], contender.wants() - expectedTotal[c]);
            while (lacks > 0 && makeRoom(c, w, used)) {
                ResourceAxes.add(used, contender.need(), 1);
                takeGpus(c, w);
                expectedTotal[c]++;
                lacks--;
            }
        }
    }

    /** Takes slots until one more of this contender fits; takes none if that cannot be reached. */
    private boolean makeRoom(int c, int w, long[] used) {
        long[] need = pool.contenders.get(c).need();
        List<Lease> taken = new ArrayList<>();
        List<Integer> givers = new ArrayList<>();
        while (!ResourceAxes.fits(used, need, pool.capacity[w]) || gpusLack(c, w)) {
            int giver = newestGiver(w, used, need, c);
            if (giver == NOBODY) {
                for (int i = taken.size() - 1; i >= 0; i--) {
                    giveBack(givers.get(i), w, taken.get(i));
                    gpusEventually[w].take(taken.get(i).shape(), taken.get(i).gpus());
                    ResourceAxes.add(used, pool.contenders.get(givers.get(i)).need(), 1);
                }
                return false;
            }
            Lease lease = newestReducible(giver, w);
            take(giver, w, lease);
            gpusEventually[w].giveBack(lease.shape(), lease.gpus());
            taken.add(lease);
            givers.add(giver);
            ResourceAxes.add(used, pool.contenders.get(giver).need(), -1);
        }
        return true;
    }

    private boolean gpusLack(int c, int w) {
        Contender contender = pool.contenders.get(c);
        return contender.usesGpus()
                && gpusEventually[w].choose(contender.key().shape()).isEmpty();
    }

    private void takeGpus(int c, int w) {
        ResourceShape shape = pool.contenders.get(c).key().shape();
        gpusEventually[w].choose(shape).ifPresent(gpus -> gpusEventually[w].take(shape, gpus));
    }

    /**
     * The contender above its target whose newest lease is the newest, and whose giving helps; if there is none and the
     * receiver has its turn also one that is not above its target: its GPUs may be the wrong ones. Or {@link #NOBODY}.
     */
    private int newestGiver(int w, long[] used, long[] need, int receiver) {
        int best = NOBODY;
        long newest = Long.MIN_VALUE;
        boolean hasTurn = receiver != NOBODY && targets.turn().isOf(receiver);
        for (int c = 0; c < kept.length; c++) {
            if (c == receiver
                    || kept[c][w] <= targets.slots()[c][w]
                    || !relieves(c, w, used, need, receiver)
                    || (receiver != NOBODY && !hasTurn && !givesWay(c, receiver))) {
                continue;
            }
            Lease lease = newestReducible(c, w);
            if (lease != null && lease.id().value() > newest) {
                best = c;
                newest = lease.id().value();
            }
        }
        return best == NOBODY && hasTurn ? newestWithGpus(w, receiver) : best;
    }

    private int newestWithGpus(int w, int receiver) {
        int best = NOBODY;
        long newest = Long.MIN_VALUE;
        for (int c = 0; c < kept.length && gpusLack(receiver, w); c++) {
            Lease lease = c != receiver && pool.contenders.get(c).usesGpus() ? newestReducible(c, w) : null;
            if (lease != null && lease.id().value() > newest) {
                best = c;
                newest = lease.id().value();
            }
        }
        return best;
    }

    private boolean relieves(int giver, int w, long[] used, long[] need, int receiver) {
        Contender from = pool.contenders.get(giver);
        return ResourceAxes.relieves(from.need(), used, need, pool.capacity[w])
                || receiver != NOBODY && from.usesGpus() && gpusLack(receiver, w);
    }

    /** Whether the giver's last slot is less urgent than the receiver's next, or as urgent and the giver stays richer. */
    private boolean givesWay(int giver, int receiver) {
        Contender from = pool.contenders.get(giver);
        Contender to = pool.contenders.get(receiver);
        if (from.isIdle()) {
            return true;
        }
        int order = Integer.compare(
                from.priorityAfter(expectedTotal[giver] - 1), to.priorityAfter(expectedTotal[receiver]));
        if (order != 0) {
            return order < 0;
        }
        double before;
        double after;
        if (from.caller() == to.caller()) {
            after = from.share(expectedTotal[giver] - 1);
            before = to.share(expectedTotal[receiver]);
        } else {
            after = callerShare(giver) - from.share(1);
            before = callerShare(receiver);
        }
        return after > before + EQUAL_SHARES;
    }

    private double callerShare(int c) {
        return pool.callerShare(pool.contenders.get(c).caller(), expectedTotal);
    }

    private Lease newestReducible(int c, int w) {
        List<Lease> leases = pool.contenders.get(c).leases().get(w);
        for (int i = leases.size() - 1; i >= 0; i--) {
            Lease lease = leases.get(i);
            if (lease.state() == LeaseState.ACTIVE
                    && (nowNs - lease.sizedAtNs() >= state.config.sharing().reduceGraceNs()
                            || pool.contenders.get(c).isIdle() && lease.slots() == Demand.KEPT_BY_IDLE)
                    && reduced.getOrDefault(lease, lease.slots()) > lease.blockedSlots()) {
                return lease;
            }
        }
        return null;
    }

    private void take(int c, int w, Lease lease) {
        reduced.merge(lease, lease.slots() - 1, (known, unused) -> known - 1);
        kept[c][w]--;
        keptTotal[c]--;
        expectedTotal[c]--;
    }

    private void giveBack(int c, int w, Lease lease) {
        int slots = reduced.get(lease) + 1;
        if (slots == lease.slots()) {
            reduced.remove(lease);
        } else {
            reduced.put(lease, slots);
        }
        kept[c][w]++;
        keptTotal[c]++;
        expectedTotal[c]++;
    }

    /** What the worker's leases will take when all that is under way is done. */
    private long[] usedEventually(int w) {
        long[] used = pool.usedByNobody[w].clone();
        for (int c = 0; c < kept.length; c++) {
            Contender contender = pool.contenders.get(c);
            int blocked = Math.min(contender.blocked()[w], kept[c][w]);
            ResourceAxes.add(used, contender.need(), (long) kept[c][w] - blocked);
            ResourceAxes.addBlocked(used, contender.need(), blocked);
        }
        return used;
    }

    private GpuDevices gpusEventually(int w) {
        GpuDevices gpus = pool.gpusOfNobody[w].copy();
        for (Contender contender : pool.contenders) {
            for (Lease lease : contender.leases().get(w)) {
                if (reduced.getOrDefault(lease, lease.slots()) > 0) {
                    gpus.take(lease.shape(), lease.gpus());
                }
            }
        }
        return gpus;
    }
}
