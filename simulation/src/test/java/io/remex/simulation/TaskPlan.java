package io.remex.simulation;

/**
 * What the code of a task does.
 *
 * @param durationNs how long it runs
 * @param failures in how many attempts it throws, from the first
 * @param obeysInterrupt whether an interrupt ends it
 * @param waits whether it waits for something in between and gives its slot back for that time
 * @param children how many tasks it submits, to wait for all of them
 */
record TaskPlan(long durationNs, int failures, boolean obeysInterrupt, boolean waits, int children) {}
