package io.remex.scheduler;

/**
 * What {@link FairShare} found.
 *
 * @param slots who should have how many slots, by contender and worker
 * @param turn whose turn it is
 */
record Targets(int[][] slots, Turn turn) {}
