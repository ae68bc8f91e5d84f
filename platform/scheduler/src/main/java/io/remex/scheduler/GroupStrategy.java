package io.remex.scheduler;

/** How the bundles of a placement group lie to each other. */
public enum GroupStrategy {
    /** On as few nodes and workers as possible. */
    PACK,
    /** On as many nodes and workers as possible. */
    SPREAD,
    /** All on one node. */
    STRICT_PACK,
    /** Each on another node. */
    STRICT_SPREAD
}
