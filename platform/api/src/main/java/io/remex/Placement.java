package io.remex;

/** Where the tasks of a function prefer to run. */
public enum Placement {
    /** Fills a worker to one half before it uses the next one; beyond that goes to the emptiest. */
    DEFAULT,
    /** Uses as many workers as possible. */
    SPREAD
}
