package io.remex.scheduler;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The counters at one moment.
 *
 * @param values every counter with its value
 */
public record SchedulerCounters(Map<SchedulerCounter, Long> values) {
    /** Copies the map and adds the counters it lacks as zero. */
    public SchedulerCounters {
        Map<SchedulerCounter, Long> copy = new EnumMap<>(SchedulerCounter.class);
        for (SchedulerCounter counter : SchedulerCounter.values()) {
            copy.put(counter, values.getOrDefault(counter, 0L));
        }
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * One counter.
     *
     * @param counter which
     * @return its value
     */
    public long count(SchedulerCounter counter) {
        return values.get(counter);
    }
}
