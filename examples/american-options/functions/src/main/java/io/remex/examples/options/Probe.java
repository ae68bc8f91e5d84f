package io.remex.examples.options;

import io.remex.Remote;

/** A task with nothing to do, to see what a task costs by itself. */
public final class Probe {

    private Probe() {}

    /** Returns its argument. */
    @Remote
    public static long echo(long value) {
        return value;
    }
}
