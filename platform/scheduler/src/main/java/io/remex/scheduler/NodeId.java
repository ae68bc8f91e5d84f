package io.remex.scheduler;

import java.util.Objects;

/** Names a node: a host with one media driver and one object store. Lanes exist only inside one node. */
public record NodeId(String value) implements Comparable<NodeId> {
    public NodeId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
