/**
 * The caller of the swap-risk example: submits the batches, computes the same in this process, compares, and prints. Everything runs on
 * the thread of the program's {@code main}.
 */
package io.remex.examples.swaps.caller;
