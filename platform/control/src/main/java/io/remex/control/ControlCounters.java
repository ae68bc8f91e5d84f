package io.remex.control;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** The values of {@link ControlCounter}. Thread safe. */
public final class ControlCounters {
    private final AtomicLongArray values = new AtomicLongArray(ControlCounter.values().length);

    ControlCounters() {}

    void count(ControlCounter counter) {
        values.incrementAndGet(counter.ordinal());
    }

    /** The value of a counter. */
    public long value(ControlCounter counter) {
        return values.get(counter.ordinal());
    }

    /** All values, each as it was at some moment during the call. */
    public Map<ControlCounter, Long> all() {
        Map<ControlCounter, Long> all = new EnumMap<>(ControlCounter.class);
        for (ControlCounter counter : ControlCounter.values()) {
            all.put(counter, value(counter));
        }
        return all;
    }
}
