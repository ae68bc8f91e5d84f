package io.remex.examples.options;

/**
 * What one batch of paths says about the price of an option.
 *
 * @param price the mean discounted payoff over the paths, in the currency of the strike; bit-identical in every run
 * @param computeNs how long the pricing took on the worker, in nanoseconds
 * @param worker the name of the worker that did it
 */
public record BatchEstimate(double price, long computeNs, String worker) {}
