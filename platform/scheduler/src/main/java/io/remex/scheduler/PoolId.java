package io.remex.scheduler;

import java.util.Comparator;
import java.util.Optional;

/**
 * What is shared out at a time: the workers that one caller reaches as well as another, which are those with one catalog, on one
 * node or on all nodes that reach each other; of these what is not set aside for placement groups, or what is for one bundle.
 * Every piece of a worker is in exactly one pool and every demand can be met from exactly one, so that pools are shared out
 * independently.
 *
 * @param reach name of the only node of its workers, or {@link #NETWORK}
 * @param catalog the catalog of its workers
 * @param bundle the bundle that it is, of one worker at most
 */
public record PoolId(String reach, CatalogId catalog, Optional<BundleKey> bundle) implements Comparable<PoolId> {
    /** All nodes with a data address. No node is called so: the control plane refuses empty names. */
    public static final String NETWORK = "";

    private static final Comparator<BundleKey> BUNDLES = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<PoolId> ORDER = Comparator.comparing(PoolId::reach)
            .thenComparing(PoolId::catalog)
            .thenComparing(PoolId::bundleOrNull, BUNDLES);

    static PoolId of(NodeId node, CatalogId catalog) {
        return new PoolId(node.isOnNetwork() ? NETWORK : node.value(), catalog, Optional.empty());
    }

    /** The pool of a bundle of workers like these. */
    PoolId of(Optional<BundleKey> ofBundle) {
        return new PoolId(reach, catalog, ofBundle);
    }

    /** The pool of what is not set aside. */
    PoolId general() {
        return bundle.isEmpty() ? this : of(Optional.empty());
    }

    private BundleKey bundleOrNull() {
        return bundle.orElse(null);
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
