package io.remex.transport;

/**
 * An object that a caller has lent to a worker.
 *
 * @param number the loan within the caller
 * @param owner owner of the object
 * @param sequence the object within its owner
 */
public record Loan(long number, long owner, long sequence) {}
