package io.remex.server.scaler;

import java.util.Map;

/**
 * What is wanted and what is there, at one moment.
 *
 * @param lackingSlots slots that callers want and do not have, summed over all demands; tasks whose function no worker offers, and
 *     bundles of placement groups that have no place, count one slot each
 * @param workers the workers of the cluster by name
 */
public record ScalingNeed(long lackingSlots, Map<String, Worker> workers) {
    /** Copies the map. */
    public ScalingNeed {
        workers = Map.copyOf(workers);
    }

    /**
     * One worker.
     *
     * @param leases how many leases it has
     * @param wantedLeases how many of them are of callers that want slots now, others are kept for a next task only; and the bundles
     *     of placement groups that are there
     * @param draining whether it takes nothing new
     */
    public record Worker(int leases, int wantedLeases, boolean draining) {}
}
