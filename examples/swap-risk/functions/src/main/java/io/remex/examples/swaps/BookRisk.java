package io.remex.examples.swaps;

import java.util.Arrays;
import java.util.List;

/**
 * The risk of a whole book, in the reporting currency. Everything is summed trade after trade in the order of the book, never in the
 * order in which parts were ready, because floating-point sums depend on it.
 *
 * @param presentValue what the book is worth
 * @param pv01 what it gains when one node rises by a basis point, in the order of {@link CurveNodes}
 * @param scenarioValues what it would be worth on each day of the history
 */
public record BookRisk(double presentValue, double[] pv01, double[] scenarioValues) {

    /**
     * Adds up batches, in their order.
     *
     * @param risks what {@link SwapRisk#risks} gave for each batch
     * @param scenarios what {@link SwapRisk#scenarioValues} gave for each batch
     */
    public static BookRisk total(List<List<TradeRisk>> risks, List<double[][]> scenarios) {
        double presentValue = 0;
        double[] pv01 = new double[0];
        for (List<TradeRisk> batch : risks) {
            for (TradeRisk trade : batch) {
                presentValue += trade.presentValue();
                pv01 = plus(pv01, trade.pv01());
            }
        }
        double[] values = new double[0];
        for (double[][] batch : scenarios) {
            for (double[] trade : batch) {
                values = plus(values, trade);
            }
        }
        return new BookRisk(presentValue, pv01, values);
    }

    /** Whether each number is the same as in {@code other}, to the last bit. */
    public boolean hasBitsOf(BookRisk other) {
        return Double.doubleToRawLongBits(presentValue) == Double.doubleToRawLongBits(other.presentValue)
                && Arrays.equals(bits(pv01), bits(other.pv01))
                && Arrays.equals(bits(scenarioValues), bits(other.scenarioValues));
    }

    private static double[] plus(double[] sum, double[] addend) {
        double[] result = sum.length == 0 ? new double[addend.length] : sum;
        for (int i = 0; i < result.length; i++) {
            result[i] += addend[i];
        }
        return result;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
