package io.remex;

/** How the bundles of a {@link PlacementGroup} lie to each other. */
public enum PlacementStrategy {
    /** On as few nodes and workers as possible. */
    PACK,
    /** On as many nodes and workers as possible. */
    SPREAD,
    /** All on one node; the group waits if there is none with so much room. */
    STRICT_PACK,
    /** Each on another node; the group waits if there are not so many. */
    STRICT_SPREAD
}
