package io.remex.scheduler;

import java.util.Comparator;

/**
 * The workers that are interchangeable for a caller: those on one node with one catalog. Every worker is in exactly one
 * pool and every demand can be met from exactly one, so that pools are shared out independently.
 *
 * @param node the node of its workers
 * @param catalog the catalog of its workers
 */
public record PoolId(NodeId node, CatalogId catalog) implements Comparable<PoolId> {
    private static final Comparator<PoolId> ORDER =
            Comparator.comparing(PoolId::node).thenComparing(PoolId::catalog);

    @Override
    public int compareTo(PoolId other) {
        return ORDER.compare(this, other);
    }
}
