package io.remex.scheduler;

/**
 * One bundle of a placement group, as its caller names it.
 *
 * @param group the group's number at its caller
 * @param index which of its bundles, from 0
 */
public record BundleId(long group, int index) {
    @Override
    public String toString() {
        return group + "/" + index;
    }
}
