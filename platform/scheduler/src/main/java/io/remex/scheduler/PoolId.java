package io.remex.scheduler;

import java.util.Comparator;

/**
 * The workers that one caller reaches as well as another: those with one catalog, on one node or on all nodes that reach each other.
 * Every worker is in exactly one pool and every demand can be met from exactly one, so that pools are shared out
 * independently.
 *
 * @param reach name of the only node of its workers, or {@link #NETWORK}
 * @param catalog the catalog of its workers
 */
public record PoolId(String reach, CatalogId catalog) implements Comparable<PoolId> {
    /** All nodes with a data address. No node is called so: the control plane refuses empty names. */
    public static final String NETWORK = "";

    private static final Comparator<PoolId> ORDER =
            Comparator.comparing(PoolId::reach).thenComparing(PoolId::catalog);

    static PoolId of(NodeId node, CatalogId catalog) {
        return new PoolId(node.isOnNetwork() ? NETWORK : node.value(), catalog);
    }

    @Override
    public int compareTo(PoolId other) {
        return ORDER.compare(this, other);
    }

    /** Where its workers are, for people. */
    String place() {
        return reach.equals(NETWORK) ? "a node with a data address" : "node " + reach;
    }
}
