package io.remex.scheduler;

import java.util.List;
import java.util.Objects;

/**
 * What a caller wants to have reserved: all of it or nothing.
 *
 * @param number its number for the group
 * @param strategy how the bundles lie to each other
 * @param bundles what each of them is
 * @param claims those that it has from an earlier scheduler
 */
public record GroupRequest(long number, GroupStrategy strategy, List<BundleSpec> bundles, List<ClaimedBundle> claims) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no bundle, or a claim names one that is not there
     */
    public GroupRequest {
        Objects.requireNonNull(strategy, "strategy");
        bundles = List.copyOf(bundles);
        claims = List.copyOf(claims);
        if (bundles.isEmpty()) {
            throw new IllegalArgumentException("a placement group has at least one bundle");
        }
        for (ClaimedBundle claim : claims) {
            if (claim.index() < 0 || claim.index() >= bundles.size()) {
                throw new IllegalArgumentException("no bundle " + claim.index() + " of " + bundles.size());
            }
        }
    }
}
