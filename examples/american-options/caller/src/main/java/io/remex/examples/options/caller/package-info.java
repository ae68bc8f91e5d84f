/**
 * The caller of the American options example: submits the batches, shows how far they are, and judges the result against the
 * paper. Everything runs on the thread of the program's {@code main}.
 */
package io.remex.examples.options.caller;
