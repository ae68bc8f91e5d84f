package io.remex.client;

import io.remex.BundleRef;
import io.remex.TaskOptions;
import io.remex.protocol.control.LabelCondition;
import io.remex.protocol.control.Placement;
import io.remex.protocol.control.Resources;
import io.remex.spi.LabelSelector;
import java.util.Map;

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
        return new ResourceDemand(
                resources(options.cpus(), options.gpus(), options.memoryBytes(), options.resources()),
                placement(options));
    }

    /** Amounts as users give them. */
    static Resources resources(double cpus, double gpus, long memoryBytes, Map<String, Double> custom) {
        Resources.Builder resources = Resources.newBuilder()
                .setMilliCpus(Math.round(cpus * MILLIS))
                .setMilliGpus(Math.round(gpus * MILLIS))
                .setMemoryBytes(memoryBytes);
        custom.forEach((name, amount) -> resources.putCustomMillis(name, Math.round(amount * MILLIS)));
        return resources.build();
    }

    private static Placement placement(TaskOptions options) {
        Placement.Builder placement =
                Placement.newBuilder().setSpread(options.placement() == io.remex.Placement.SPREAD);
        for (LabelSelector selector : options.affinity()) {
            if (selector.preferred()) {
                placement.addPreferred(condition(selector));
            } else {
                placement.addRequired(condition(selector));
            }
        }
        BundleRef bundle = options.bundle();
        if (bundle != null && bundle.group() instanceof ReservedGroup group) {
            placement.setGroup(group.number()).setBundle(bundle.index());
        }
        return placement.build();
    }

    static LabelCondition condition(LabelSelector selector) {
        return LabelCondition.newBuilder()
                .setLabel(selector.label())
                .addAllValues(selector.values())
                .setNegated(selector.negated())
                .build();
    }
}
