package io.remex.client;

import io.remex.TaskOptions;
import io.remex.protocol.control.LabelCondition;
import io.remex.protocol.control.Placement;
import io.remex.protocol.control.Resources;
import io.remex.spi.LabelSelector;

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
        return new ResourceDemand(resources.build(), placement(options));
    }

    private static Placement placement(TaskOptions options) {
        Placement.Builder placement =
                Placement.newBuilder().setSpread(options.placement() == io.remex.Placement.SPREAD);
        for (LabelSelector selector : options.affinity()) {
            LabelCondition.Builder condition = LabelCondition.newBuilder()
                    .setLabel(selector.label())
                    .addAllValues(selector.values())
                    .setNegated(selector.negated());
            if (selector.preferred()) {
                placement.addPreferred(condition);
            } else {
                placement.addRequired(condition);
            }
        }
        return placement.build();
    }
}
