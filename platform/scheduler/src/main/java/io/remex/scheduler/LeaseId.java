package io.remex.scheduler;

/** Identifies a lease. Handed out by the core, increasing, never used twice. */
public record LeaseId(long value) implements Comparable<LeaseId> {
    @Override
    public int compareTo(LeaseId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
