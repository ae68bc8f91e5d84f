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
    /** Nothing at all. */
    public static final ResourceShape NONE = new ResourceShape(0, 0, 0, Collections.emptySortedMap());

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if an amount is negative
     */
    public ResourceShape {
        requireNotNegative("milliCpus", milliCpus);
        requireNotNegative("milliGpus", milliGpus);
        requireNotNegative("memoryBytes", memoryBytes);
        Objects.requireNonNull(customMillis, "customMillis");
        SortedMap<String, Long> copy = new TreeMap<>();
        customMillis.forEach((name, amount) -> {
            requireNotNegative(name, amount);
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

    ResourceShape plus(ResourceShape other, long times) {
        SortedMap<String, Long> custom = customMillis;
        if (!other.customMillis.isEmpty()) {
            custom = new TreeMap<>(customMillis);
            for (Map.Entry<String, Long> entry : other.customMillis.entrySet()) {
                custom.merge(entry.getKey(), entry.getValue() * times, Long::sum);
            }
        }
        return new ResourceShape(
                milliCpus + other.milliCpus * times,
                milliGpus + other.milliGpus * times,
                memoryBytes + other.memoryBytes * times,
                custom);
    }

    /**
     * The largest fraction this amount takes of any resource of a capacity (dominant resource fairness: Ghodsi et al.,
     * <i>Dominant Resource Fairness</i>, NSDI 2011). A resource the capacity lacks does not count.
     */
    double dominantFractionOf(ResourceShape capacity) {
        double fraction = Math.max(
                fraction(milliCpus, capacity.milliCpus),
                Math.max(fraction(milliGpus, capacity.milliGpus), fraction(memoryBytes, capacity.memoryBytes)));
        for (Map.Entry<String, Long> entry : customMillis.entrySet()) {
            fraction = Math.max(
                    fraction, fraction(entry.getValue(), capacity.customMillis.getOrDefault(entry.getKey(), 0L)));
        }
        return fraction;
    }

    private static double fraction(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static void requireNotNegative(String name, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + amount);
        }
    }
}
