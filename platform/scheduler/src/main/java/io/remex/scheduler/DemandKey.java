package io.remex.scheduler;

/**
 * What one demand is about.
 *
 * @param caller who wants slots
 * @param shape what one slot takes
 * @param catalog the functions the worker must offer
 */
public record DemandKey(CallerId caller, ResourceShape shape, CatalogId catalog) {}
