package io.remex.scheduler;

import java.util.Optional;

/**
 * What one demand is about.
 *
 * @param caller who wants slots
 * @param need what one slot has to be
 * @param catalog the functions the worker must offer
 */
public record DemandKey(CallerId caller, SlotNeed need, CatalogId catalog) {
    /**
     * What one slot takes.
     *
     * @return the shape of the need
     */
    public ResourceShape shape() {
        return need.shape();
    }

    /** The bundle that the slots are for; none if for anything that is not set aside. */
    Optional<BundleKey> bundle() {
        return need.placement().bundle().map(id -> new BundleKey(new GroupId(caller, id.group()), id.index()));
    }
}
