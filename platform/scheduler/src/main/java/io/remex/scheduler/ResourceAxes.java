package io.remex.scheduler;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Turns resource shapes into vectors, so that sharing out a pool is arithmetic on {@code long}s: one axis for slots (a
 * resource too, limited per worker), processors, GPUs, memory and each custom resource that occurs.
 */
final class ResourceAxes {
    static final int SLOTS = 0;
    private static final int GPUS = 2;
    private static final int CUSTOM = 4;

    private final List<String> customNames;

    ResourceAxes(Collection<ResourceShape> shapes) {
        TreeSet<String> names = new TreeSet<>();
        shapes.forEach(shape -> names.addAll(shape.customMillis().keySet()));
        customNames = List.copyOf(names);
    }

    long[] zero() {
        return new long[CUSTOM + customNames.size()];
    }

    long[] vector(ResourceShape shape, long slots) {
        long[] vector = zero();
        vector[SLOTS] = slots;
        vector[1] = shape.milliCpus();
        vector[GPUS] = shape.milliGpus();
        vector[3] = shape.memoryBytes();
        for (int i = 0; i < customNames.size(); i++) {
            vector[CUSTOM + i] = shape.customMillis().getOrDefault(customNames.get(i), 0L);
        }
        return vector;
    }

    static void add(long[] sum, long[] need, long times) {
        for (int axis = 0; axis < sum.length; axis++) {
            sum[axis] += need[axis] * times;
        }
    }

    /** A blocked slot is still a slot and keeps its GPUs, but takes nothing else. */
    static void addBlocked(long[] sum, long[] need, long times) {
        sum[SLOTS] += times;
        sum[GPUS] += need[GPUS] * times;
    }

    static boolean fits(long[] used, long[] need, long[] capacity) {
        return fits(used, need, 1, capacity);
    }

    static boolean fits(long[] used, long[] need, long times, long[] capacity) {
        for (int axis = 0; axis < used.length; axis++) {
            if (need[axis] > 0 && used[axis] + need[axis] * times > capacity[axis]) {
                return false;
            }
        }
        return true;
    }

    /** Whether only the limit of slots is in the way. */
    static boolean onlySlotsLack(long[] used, long[] need, long times, long[] capacity) {
        for (int axis = 1; axis < used.length; axis++) {
            if (need[axis] > 0 && used[axis] + need[axis] * times > capacity[axis]) {
                return false;
            }
        }
        return used[SLOTS] + need[SLOTS] * times > capacity[SLOTS];
    }

    /** Whether giving up {@code given} helps where {@code used} and {@code need} together exceed the capacity. */
    static boolean relieves(long[] given, long[] used, long[] need, long[] capacity) {
        for (int axis = 0; axis < used.length; axis++) {
            if (given[axis] > 0 && used[axis] + need[axis] > capacity[axis]) {
                return true;
            }
        }
        return false;
    }

    static boolean exceeds(long[] used, long[] capacity) {
        for (int axis = 0; axis < used.length; axis++) {
            if (used[axis] > capacity[axis]) {
                return true;
            }
        }
        return false;
    }

    /** The fullest axis as a fraction; an axis without capacity counts only if something is used on it. */
    static double fullness(long[] used, long[] capacity) {
        return fullness(used, used, 0, capacity);
    }

    /** The fullest axis as a fraction when so many slots more are used. */
    static double fullness(long[] used, long[] need, long times, long[] capacity) {
        double fullness = 0;
        for (int axis = 0; axis < used.length; axis++) {
            double sum = used[axis] + (double) need[axis] * times;
            if (sum > 0) {
                fullness = Math.max(fullness, capacity[axis] == 0 ? Double.POSITIVE_INFINITY : sum / capacity[axis]);
            }
        }
        return fullness;
    }
}
