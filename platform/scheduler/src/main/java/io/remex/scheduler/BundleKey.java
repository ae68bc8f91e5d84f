package io.remex.scheduler;

import java.util.Comparator;

/**
 * One bundle of one placement group.
 *
 * @param group the group
 * @param index which of its bundles, from 0
 */
public record BundleKey(GroupId group, int index) implements Comparable<BundleKey> {
    private static final Comparator<BundleKey> ORDER =
            Comparator.comparing(BundleKey::group).thenComparingInt(BundleKey::index);

    @Override
    public int compareTo(BundleKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return group + "/" + index;
    }
}
