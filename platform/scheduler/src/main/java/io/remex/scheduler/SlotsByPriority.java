package io.remex.scheduler;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How urgent the slots of one demand are, the most urgent first. Slots that are not named here have priority 0.
 *
 * @param slots number of slots by priority, the highest first
 */
public record SlotsByPriority(SortedMap<Integer, Integer> slots) {
    /** The highest priority; the lowest is as far below zero. */
    public static final int MAX_PRIORITY = 10;

    /** All slots have priority 0. */
    public static final SlotsByPriority NORMAL = new SlotsByPriority(Collections.emptySortedMap());

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if a priority is out of range, or a number negative
     */
    public SlotsByPriority {
        SortedMap<Integer, Integer> copy = new TreeMap<>(Comparator.reverseOrder());
        slots.forEach((priority, number) -> {
            if (Math.abs((long) priority) > MAX_PRIORITY || number < 0) {
                throw new IllegalArgumentException(number + " slots of priority " + priority + "; priorities are from "
                        + -MAX_PRIORITY + " to " + MAX_PRIORITY);
            }
            if (priority != 0 && number > 0) {
                copy.put(priority, number);
            }
        });
        slots = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * The priority of one of so many slots.
     *
     * @param slot which one, the most urgent is number 0
     * @param total how many slots are wanted
     */
    int priorityOf(int slot, int total) {
        int above = 0;
        int below = total;
        for (Map.Entry<Integer, Integer> entry : slots.entrySet()) {
            if (entry.getKey() > 0) {
                above += entry.getValue();
                if (slot < above) {
                    return entry.getKey();
                }
            } else {
                below -= entry.getValue();
            }
        }
        if (slot < below) {
            return 0;
        }
        for (Map.Entry<Integer, Integer> entry : slots.entrySet()) {
            if (entry.getKey() < 0) {
                below += entry.getValue();
                if (slot < below) {
                    return entry.getKey();
                }
            }
        }
        return 0;
    }
}
