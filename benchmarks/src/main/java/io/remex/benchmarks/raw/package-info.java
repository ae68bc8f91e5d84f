/**
 * The limit that the product is measured against: an echo over Aeron IPC with nothing around it, between two processes, on the same
 * media driver, with the term length, message sizes and idle strategies of the product.
 */
package io.remex.benchmarks.raw;
