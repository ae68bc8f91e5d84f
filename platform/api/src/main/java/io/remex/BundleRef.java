package io.remex;

import java.util.Objects;

/**
 * One bundle of a group, for tasks to run in: see {@link TaskOptions#bundle}.
 *
 * @param group the group
 * @param index which of its bundles, from 0
 */
public record BundleRef(PlacementGroup group, int index) {
    /** @throws IllegalArgumentException the group has no such bundle */
    public BundleRef {
        Objects.requireNonNull(group, "group");
        if (index < 0 || index >= group.bundles().size()) {
            throw new IllegalArgumentException(
                    "bundle " + index + "; the group has " + group.bundles().size() + " bundles, counted from 0");
        }
    }
}
