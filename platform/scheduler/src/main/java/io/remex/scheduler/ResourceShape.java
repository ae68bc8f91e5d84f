package io.remex.scheduler;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An amount of resources: what one slot of a lease takes, or what a worker has.
 *
 * @param milliCpus processors in thousandths
 * @param milliGpus GPUs in thousandths
 * @param memoryBytes memory in bytes
 * @param customMillis the user's own resources by name, in thousandths; entries of zero are dropped
 */
public record ResourceShape(long milliCpus, long milliGpus, long memoryBytes, SortedMap<String, Long> customMillis) {
    /** The largest amount of anything: sums over the slots of a worker still fit into a {@code long}. */
    public static final long MAX_AMOUNT = 1L << 50;

    /** Nothing at all. */
    public static final ResourceShape NONE = new ResourceShape(0, 0, 0, Collections.emptySortedMap());

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if an amount is negative or above {@link #MAX_AMOUNT}
     */
    public ResourceShape {
        requireAmount("milliCpus", milliCpus);
        requireAmount("milliGpus", milliGpus);
        requireAmount("memoryBytes", memoryBytes);
        Objects.requireNonNull(customMillis, "customMillis");
        SortedMap<String, Long> copy = new TreeMap<>();
        customMillis.forEach((name, amount) -> {
            requireAmount(name, amount);
            if (amount != 0) {
                copy.put(name, amount);
            }
        });
        customMillis = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * A shape of processors only.
     *
     * @param milliCpus processors in thousandths
     * @return the shape
     */
    public static ResourceShape ofMilliCpus(long milliCpus) {
        return new ResourceShape(milliCpus, 0, 0, Collections.emptySortedMap());
    }

    /**
     * Whether this amount fits into another one, resource by resource.
     *
     * @param limit what there is
     * @return true if no resource of this shape exceeds that of the limit
     */
    public boolean fitsInto(ResourceShape limit) {
        if (milliCpus > limit.milliCpus || milliGpus > limit.milliGpus || memoryBytes > limit.memoryBytes) {
            return false;
        }
        for (Map.Entry<String, Long> entry : customMillis.entrySet()) {
            if (entry.getValue() > limit.customMillis.getOrDefault(entry.getKey(), 0L)) {
                return false;
            }
        }
        return true;
    }

    /** The sum, at most {@link #MAX_AMOUNT} of anything. */
    ResourceShape plus(ResourceShape other, long times) {
        SortedMap<String, Long> custom = customMillis;
        if (!other.customMillis.isEmpty()) {
            custom = new TreeMap<>(customMillis);
            for (Map.Entry<String, Long> entry : other.customMillis.entrySet()) {
                custom.put(entry.getKey(), sum(custom.getOrDefault(entry.getKey(), 0L), entry.getValue(), times));
            }
        }
        return new ResourceShape(
                sum(milliCpus, other.milliCpus, times),
                sum(milliGpus, other.milliGpus, times),
                sum(memoryBytes, other.memoryBytes, times),
                custom);
    }

    /** What is left, at least nothing of anything. */
    ResourceShape minus(ResourceShape other) {
        SortedMap<String, Long> custom = new TreeMap<>(customMillis);
        other.customMillis.forEach(
                (name, amount) -> custom.computeIfPresent(name, (n, has) -> Math.max(0, has - amount)));
        return new ResourceShape(
                Math.max(0, milliCpus - other.milliCpus),
                Math.max(0, milliGpus - other.milliGpus),
                Math.max(0, memoryBytes - other.memoryBytes),
                custom);
    }

    private static long sum(long amount, long other, long times) {
        return Math.min(MAX_AMOUNT, amount + other * times);
    }

    private static void requireAmount(String name, long amount) {
        if (amount < 0 || amount > MAX_AMOUNT) {
            throw new IllegalArgumentException(name + " must be from 0 to " + MAX_AMOUNT + ": " + amount);
        }
    }
}
