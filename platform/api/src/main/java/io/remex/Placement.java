package io.remex;

/** Where the tasks of a function prefer to run. */
public enum Placement {
    /** Fills a worker to half of its slots before it uses the next one. */
    DEFAULT,
    /** Goes to the least busy worker. */
    SPREAD
}
