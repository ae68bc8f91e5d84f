package io.remex.transport;

/**
 * How far a task may go ahead with its items: the content of an {@code ItemCredit}.
 *
 * @param taken items before this one are taken or not wanted
 * @param items how many may be there that are not taken
 * @param bytes how many bytes they may have together; a single item may have more
 */
public record ItemWindow(long taken, int items, long bytes) {}
