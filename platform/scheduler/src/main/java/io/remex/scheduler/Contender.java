package io.remex.scheduler;

import java.util.List;

/**
 * One demand of one caller inside one {@link Pool}, with what it has there. Arrays and the outer list are indexed by
 * worker of the pool.
 *
 * @param key who wants what
 * @param caller index of the caller in the pool: its contenders share its weight
 * @param weight the caller's weight
 * @param nested whether the caller lives in a worker
 * @param wants how many slots it wants
 * @param need what one slot takes, on the pool's axes
 * @param unit which part of the whole pool one slot takes
 * @param held slots it has or is about to have
 * @param blocked how many of those wait and take no capacity
 * @param leases the leases that make up {@code held}, oldest first
 * @param seniority its oldest lease here; the largest value if it has none
 */
record Contender(
        DemandKey key,
        int caller,
        int weight,
        boolean nested,
        int wants,
        long[] need,
        double unit,
        int[] held,
        int[] blocked,
        List<List<Lease>> leases,
        long seniority) {

    int heldTotal() {
        int total = 0;
        for (int slots : held) {
            total += slots;
        }
        return total;
    }

    /** The part of the pool that so many slots are, in proportion to the caller's weight. */
    double share(int slots) {
        return slots * unit / weight;
    }
}
