package io.remex.client;

import io.remex.TaskOptions;
import io.remex.protocol.control.Placement;
import io.remex.protocol.control.Resources;

/**
 * What one slot for a task takes, and where it may be: tasks with the same demand share leases.
 *
 * @param resources amounts, as the scheduler counts them
 * @param placement where slots go
 */
record ResourceDemand(Resources resources, Placement placement) {
    private static final double MILLIS = 1_000;

    /** The demand of complete options. */
    static ResourceDemand of(TaskOptions options) {
        Resources.Builder resources = Resources.newBuilder()
                .setMilliCpus(Math.round(options.cpus() * MILLIS))
                .setMilliGpus(Math.round(options.gpus() * MILLIS))
                .setMemoryBytes(options.memoryBytes());
        options.resources().forEach((name, amount) -> resources.putCustomMillis(name, Math.round(amount * MILLIS)));
        Placement placement = Placement.newBuilder()
                .setSpread(options.placement() == io.remex.Placement.SPREAD)
                .build();
        return new ResourceDemand(resources.build(), placement);
    }
}
