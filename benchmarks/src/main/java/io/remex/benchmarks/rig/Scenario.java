package io.remex.benchmarks.rig;

/** Something to measure. It starts the workers and callers it needs, and stops them. */
interface Scenario {
    /** What {@code -Dbench.scenarios} selects it by: a name from the results, or a common beginning of several. */
    String name();

    /** Measures; puts what it finds, or why it finds nothing, into the results. */
    void run(Stage stage) throws InterruptedException;
}
