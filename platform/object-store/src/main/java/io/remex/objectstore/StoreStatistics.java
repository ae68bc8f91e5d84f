package io.remex.objectstore;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counters of a store at one moment.
 *
 * @param values one for each counter; immutable
 */
public record StoreStatistics(Map<StoreCounter, Long> values) {
    public StoreStatistics {
        values = Map.copyOf(values);
    }

    /** The value of one counter. */
    public long value(StoreCounter counter) {
        return values.get(counter);
    }

    /** The counters while they count; for any thread. */
    static final class Counts {
        private final AtomicLongArray counts = new AtomicLongArray(StoreCounter.values().length);

        void increment(StoreCounter counter) {
            counts.incrementAndGet(counter.ordinal());
        }

        Map<StoreCounter, Long> snapshot() {
            Map<StoreCounter, Long> snapshot = new EnumMap<>(StoreCounter.class);
            for (StoreCounter counter : StoreCounter.values()) {
                snapshot.put(counter, counts.get(counter.ordinal()));
            }
            return snapshot;
        }
    }
}
