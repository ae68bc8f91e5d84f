package io.remex;

import io.remex.spi.Amounts;
import io.remex.spi.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a {@link PlacementGroup} sets aside on one worker. Immutable: every method with a value returns another instance.
 *
 * @param cpus processors, 0 or more; fractions are allowed
 * @param gpus GPUs: 0, a fraction of one, or a whole number
 * @param memoryBytes memory in bytes, 0 or more
 * @param resources custom resources by name
 * @param affinity conditions on the labels of the worker
 */
public record Bundle(
        double cpus, double gpus, long memoryBytes, Map<String, Double> resources, List<LabelSelector> affinity) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException an amount is no amount, or a condition is a wish
     */
    public Bundle {
        Amounts.requireAmount("cpus", cpus);
        Amounts.requireGpus(gpus);
        Amounts.requireAmount("memory", memoryBytes);
        resources = Map.copyOf(resources);
        affinity = List.copyOf(affinity);
        Objects.requireNonNull(affinity, "affinity");
        for (LabelSelector selector : affinity) {
            if (selector.preferred()) {
                throw new IllegalArgumentException(
                        "'" + selector + "' is a wish; a bundle has conditions only, without the word prefer");
            }
        }
    }

    /** So many processors and nothing else. */
    public static Bundle of(double cpus) {
        return new Bundle(cpus, 0, 0, Map.of(), List.of());
    }

    /** With so many GPUs: 0, a fraction of one that is shared with others, or a whole number. */
    public Bundle gpus(double value) {
        return new Bundle(cpus, value, memoryBytes, resources, affinity);
    }

    /** With so much memory, in bytes. */
    public Bundle memory(long bytes) {
        return new Bundle(cpus, gpus, bytes, resources, affinity);
    }

    /** With custom resources: {@code "fpga=1, licence=0.5"}. */
    public Bundle resources(String text) {
        return new Bundle(cpus, gpus, memoryBytes, Amounts.parse(text), affinity);
    }

    /** On a worker that meets these conditions, see {@link TaskOptions#affinity(String)}; wishes are not allowed. */
    public Bundle affinity(String text) {
        return new Bundle(cpus, gpus, memoryBytes, resources, LabelSelector.parse(text));
    }
}
