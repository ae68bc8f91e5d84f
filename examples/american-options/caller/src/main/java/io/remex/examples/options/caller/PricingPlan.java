package io.remex.examples.options.caller;

import io.remex.examples.options.BatchSpec;

/**
 * How much work a run is.
 *
 * @param seed the seed of every random number
 * @param batches how many tasks an option, at least 2
 * @param paths how many paths a task, even
 */
public record PricingPlan(long seed, int batches, int paths) {
    private static final int MAX_BATCHES = 1_000_000;

    /** Rejects numbers out of their range with an {@link IllegalArgumentException} that names the value. */
    public PricingPlan {
        if (batches < 2 || batches > MAX_BATCHES) {
            throw new IllegalArgumentException("batches must be within 2 and " + MAX_BATCHES + ", not " + batches);
        }
        BatchSpec.requirePaths(paths);
    }

    /** The paths of one task. */
    BatchSpec batch(int option, int batch) {
        return new BatchSpec(seed, option, batch, paths);
    }
}
