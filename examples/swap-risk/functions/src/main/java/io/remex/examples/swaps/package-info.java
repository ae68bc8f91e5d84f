/**
 * A book of interest-rate swaps and its risk, with OpenGamma Strata: pure functions, the data they work on, and the programs that run
 * them as tasks.
 *
 * <p>{@link io.remex.examples.swaps.SwapRisk} is where to begin: its two {@code @Remote} methods are all that is special about a
 * program whose work runs elsewhere. Trades and market data are Strata's own classes. Everything made up here is made from a seed, and
 * nothing has state; a batch gives the same bits wherever, whenever and however often it is computed, on one kind of machine and Java:
 * Strata uses {@link java.lang.Math}, whose last bits others may round differently.
 */
package io.remex.examples.swaps;
