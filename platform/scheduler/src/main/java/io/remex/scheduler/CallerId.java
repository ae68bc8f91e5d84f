package io.remex.scheduler;

/** Identifies a caller: a process that submits tasks and owns them. Chosen by the caller, unique per process run. */
public record CallerId(long value) implements Comparable<CallerId> {
    @Override
    public int compareTo(CallerId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
