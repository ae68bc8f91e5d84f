package io.remex.scheduler;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One demand of one caller inside one {@link Pool}, with what it has there. Arrays and the outer list are indexed by
 * worker of the pool. A share is the part of the whole pool that slots are, in proportion to the caller's weight.
 */
final class Contender {
    /**
     * What one slot is in this pool.
     *
     * @param need what it takes, on the pool's axes
     * @param unit which part of the whole pool it takes
     * @param mayUse by worker: whether it could ever run there
     * @param score by worker: how many of its wishes are met there
     */
    record Terms(long[] need, double unit, boolean[] mayUse, int[] score) {}

    private final DemandKey key;
    private final CallerSession session;
    private final int caller;
    private final int wants;
    private final SlotsByPriority priorities;
    private final Terms terms;
    private final List<List<Lease>> leases;
    private final int[] held;
    private final int[] blocked;
    private final int heldTotal;
    private final long seniority;

    /**
     * A contender.
     *
     * @param key who wants what
     * @param session the caller
     * @param caller index of the caller in the pool: its contenders share its weight
     * @param demand what it wants; null if it only has leases
     * @param terms what one slot of it is in this pool
     * @param leases the leases it has or is about to have, by worker, oldest first
     */
    Contender(DemandKey key, CallerSession session, int caller, Demand demand, Terms terms, List<List<Lease>> leases) {
        this.key = key;
        this.session = session;
        this.caller = caller;
        this.wants = demand == null ? 0 : demand.slotsWanted();
        this.priorities = demand == null ? SlotsByPriority.NORMAL : demand.priorities();
        this.terms = terms;
        this.leases = leases;
        held = leases.stream()
                .mapToInt(
                        onWorker -> onWorker.stream().mapToInt(Lease::heldSlots).sum())
                .toArray();
        blocked = leases.stream()
                .mapToInt(onWorker ->
                        onWorker.stream().mapToInt(Lease::heldBlockedSlots).sum())
                .toArray();
        heldTotal = IntStream.of(held).sum();
        seniority = leases.stream()
                .flatMap(List::stream)
                .mapToLong(lease -> lease.id().value())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    DemandKey key() {
        return key;
    }

    int caller() {
        return caller;
    }

    /** Whether the caller lives in a worker. */
    boolean nested() {
        return session.worker().isPresent();
    }

    int wants() {
        return wants;
    }

    /** How urgent the slot is that comes after so many; the most urgent one comes first. */
    int priorityAfter(int slots) {
        return priorities.priorityOf(slots, wants);
    }

    long[] need() {
        return terms.need();
    }

    /** Whether this worker could run a slot of it if nothing else were there. */
    boolean mayUse(int w) {
        return terms.mayUse()[w];
    }

    /** How many of its wishes this worker meets. */
    int score(int w) {
        return terms.score()[w];
    }

    /** Whether no worker could. */
    boolean isHopeless() {
        for (boolean mayUse : terms.mayUse()) {
            if (mayUse) {
                return false;
            }
        }
        return true;
    }

    boolean spreads() {
        return key.need().placement().spread();
    }

    /** Whether its slots use GPUs: each is then a lease of its own, because each has devices of its own. */
    boolean usesGpus() {
        return key.shape().milliGpus() > 0;
    }

    /** Slots it has or is about to have, by worker. */
    int[] held() {
        return held;
    }

    /** How many of those wait and take no capacity, by worker. */
    int[] blocked() {
        return blocked;
    }

    List<List<Lease>> leases() {
        return leases;
    }

    /** Its oldest lease; the largest value if it has none. */
    long seniority() {
        return seniority;
    }

    int heldTotal() {
        return heldTotal;
    }

    /** Whether it has leases for its next tasks only. */
    boolean isIdle() {
        return wants == 0;
    }

    /** What so many slots are of its caller's share; those of an idle one are free for anybody, unless tasks wait in them. */
    double share(int slots) {
        int charged = isIdle() ? Math.min(slots, IntStream.of(blocked).sum()) : slots;
        return charged * terms.unit() / session.weight();
    }
}
