package io.remex.client;

import io.remex.TaskOptions;
import io.remex.protocol.control.Resources;

/**
 * What one slot for a task takes: tasks with the same demand share leases. The placement is no part of it, because the scheduler
 * keeps one level of demand for each amount and catalog, and grants leases without saying for which placement.
 *
 * @param resources amounts, as the scheduler counts them
 */
record ResourceDemand(Resources resources) {
    private static final double MILLIS = 1_000;

    /** The demand of complete options. */
    static ResourceDemand of(TaskOptions options) {
        Resources.Builder resources = Resources.newBuilder()
                .setMilliCpus(Math.round(options.cpus() * MILLIS))
                .setMilliGpus(Math.round(options.gpus() * MILLIS))
                .setMemoryBytes(options.memoryBytes());
        options.resources().forEach((name, amount) -> resources.putCustomMillis(name, Math.round(amount * MILLIS)));
        return new ResourceDemand(resources.build());
    }
}
