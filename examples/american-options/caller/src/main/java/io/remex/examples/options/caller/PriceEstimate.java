package io.remex.examples.options.caller;

import io.remex.examples.options.BatchEstimate;
import java.util.List;

/**
 * What all batches of an option say together.
 *
 * @param price the mean of the batches
 * @param standardError its standard error, from the spread between the batches, which are independent of each other
 */
public record PriceEstimate(double price, double standardError) {

    /**
     * Combines batches of equal size. Sums are taken in the order of the list, so the order of the batches, not that of their
     * completion, decides the bits.
     *
     * @throws IllegalArgumentException there are fewer than two batches, so that there is no spread
     */
    public static PriceEstimate of(List<BatchEstimate> batches) {
        int count = batches.size();
        if (count < 2) {
            throw new IllegalArgumentException("a standard error needs at least 2 batches, not " + count);
        }
        double sum = 0;
        for (BatchEstimate batch : batches) {
            sum += batch.price();
        }
        double mean = sum / count;
        double squares = 0;
        for (BatchEstimate batch : batches) {
            double deviation = batch.price() - mean;
            squares += deviation * deviation;
        }
        return new PriceEstimate(mean, Math.sqrt(squares / (count - 1) / count));
    }
}
