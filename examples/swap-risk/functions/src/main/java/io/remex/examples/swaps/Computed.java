package io.remex.examples.swaps;

import io.remex.TaskContext;
import java.util.function.Supplier;

/**
 * A value, and how it came about.
 *
 * @param computeNs how long it took on the worker, in nanoseconds
 * @param worker the name of the worker that computed it
 */
public record Computed<T>(T value, long computeNs, String worker) {

    /** Computes a value inside a task. */
    static <T> Computed<T> here(Supplier<T> work) {
        long startNs = System.nanoTime();
        T value = work.get();
        return new Computed<>(
                value, System.nanoTime() - startNs, TaskContext.current().worker());
    }
}
