package io.remex.scheduler;

import java.util.Objects;

/**
 * Names a node, a host with one media driver and one object store, and says how other nodes reach it. Both are fixed for its life.
 *
 * @param value its name
 * @param dataAddress where it is reached by datagrams; empty if it is not. Nodes that have one reach each other
 */
public record NodeId(String value, String dataAddress) implements Comparable<NodeId> {
    public NodeId {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(dataAddress, "dataAddress");
    }

    /** A node that no other one reaches. */
    public NodeId(String value) {
        this(value, "");
    }

    /** Whether other nodes reach it, and it them. */
    boolean isOnNetwork() {
        return !dataAddress.isEmpty();
    }

    @Override
    public int compareTo(NodeId other) {
        int byName = value.compareTo(other.value);
        return byName == 0 ? dataAddress.compareTo(other.dataAddress) : byName;
    }

    @Override
    public String toString() {
        return value;
    }
}
