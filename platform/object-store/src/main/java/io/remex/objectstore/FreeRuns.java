package io.remex.objectstore;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The free granules of a segment, as runs that never touch each other. Best fit, lowest first among equals: a big hole is kept for
 * whoever needs a big one. Guarded by its segment's owner.
 */
final class FreeRuns {
    static final int NONE = -1;

    private final TreeMap<Integer, Integer> lengthByStart = new TreeMap<>();
    /** Length in the upper half, start in the lower. */
    private final TreeSet<Long> byLength = new TreeSet<>();

    /**
     * Takes a run.
     *
     * @return its first granule, or {@link #NONE}: no run is so long
     */
    int take(int granules) {
        Long best = byLength.ceiling((long) granules << Integer.SIZE);
        if (best == null) {
            return NONE;
        }
        int start = best.intValue();
        takeAt(start, granules);
        return start;
    }

    /**
     * Takes a run that begins at a given granule.
     *
     * @return whether it was free as a whole
     */
    boolean takeFrom(int start, int granules) {
        Integer length = lengthByStart.get(start);
        if (length == null || length < granules) {
            return false;
        }
        takeAt(start, granules);
        return true;
    }

    private void takeAt(int start, int granules) {
        int length = remove(start);
        if (length > granules) {
            add(start + granules, length - granules);
        }
    }

    /**
     * Gives a run back.
     *
     * @throws IllegalStateException part of it is free already
     */
    void release(int start, int granules) {
        Map.Entry<Integer, Integer> before = lengthByStart.floorEntry(start);
        Map.Entry<Integer, Integer> after = lengthByStart.ceilingEntry(start);
        int end = start + granules;
        boolean overlapsBefore = before != null && before.getKey() + before.getValue() > start;
        boolean overlapsAfter = after != null && after.getKey() < end;
        if (granules < 1 || overlapsBefore || overlapsAfter) {
            throw new IllegalStateException("granules " + start + " to " + end + " are free already");
        }
        int from = start;
        int to = end;
        if (before != null && before.getKey() + before.getValue() == start) {
            from = before.getKey();
            remove(from);
        }
        if (after != null && after.getKey() == end) {
            to = end + remove(end);
        }
        add(from, to - from);
    }

    /** Length of the free run that ends at a granule; 0 if none does. */
    int lengthOfRunBefore(int end) {
        Map.Entry<Integer, Integer> last = lengthByStart.lowerEntry(end);
        return last != null && last.getKey() + last.getValue() == end ? last.getValue() : 0;
    }

    private void add(int start, int granules) {
        lengthByStart.put(start, granules);
        byLength.add((long) granules << Integer.SIZE | start);
    }

    private int remove(int start) {
        int length = lengthByStart.remove(start);
        byLength.remove((long) length << Integer.SIZE | start);
        return length;
    }

    /** How many runs there are. */
    int count() {
        return lengthByStart.size();
    }

    /** All free granules together. */
    int total() {
        return lengthByStart.values().stream().mapToInt(Integer::intValue).sum();
    }
}
