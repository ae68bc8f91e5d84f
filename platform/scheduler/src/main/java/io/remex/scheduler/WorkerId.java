package io.remex.scheduler;

import java.util.Objects;

/** Names a worker across its restarts; one run of it is the name together with an incarnation. */
public record WorkerId(String name) implements Comparable<WorkerId> {
    public WorkerId {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public int compareTo(WorkerId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
