package io.remex.client;

/**
 * What leases are shared by.
 *
 * @param demand what a slot takes
 * @param catalog the set of functions that the workers offer
 */
record PoolKey(ResourceDemand demand, long catalog) {}
