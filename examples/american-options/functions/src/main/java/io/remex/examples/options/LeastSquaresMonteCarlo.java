package io.remex.examples.options;

import io.remex.Remote;
import io.remex.TaskContext;

/**
 * The value of an American put by least-squares Monte Carlo, one batch of paths at a time. Batches are independent of each
 * other: the mean of their prices is the estimate, and the spread between them is its error.
 */
public final class LeastSquaresMonteCarlo {

    private LeastSquaresMonteCarlo() {}

    /** Prices one batch as a task. The price is that of {@link #price}; time and worker tell how it came about. */
    @Remote
    public static BatchEstimate priceBatch(AmericanPut option, BatchSpec spec) {
        long startNs = System.nanoTime();
        double price = price(option, spec);
        return new BatchEstimate(
                price, System.nanoTime() - startNs, TaskContext.current().worker());
    }

    /**
     * The mean discounted payoff over the paths of one batch: a pure function of its arguments, bit for bit, on any thread,
     * machine or Java version.
     */
    public static double price(AmericanPut option, BatchSpec spec) {
        double sum = 0;
        for (double cashFlow : new BackwardInduction(option, spec).run()) {
            sum += cashFlow;
        }
        return option.strike() * sum / spec.paths();
    }
}
