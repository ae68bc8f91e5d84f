package io.remex.scheduler;

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
}
