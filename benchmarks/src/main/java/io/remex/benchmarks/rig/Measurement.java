package io.remex.benchmarks.rig;

import java.util.Arrays;
import java.util.Collection;

/**
 * A line of {@code results.json}.
 *
 * @param scenario what was done, with its variant in brackets
 * @param system who did it
 * @param metric what was measured
 * @param unit of the numbers
 * @param median of the rounds
 * @param min of the rounds
 * @param max of the rounds
 * @param rounds how many there were
 */
public record Measurement(
        String scenario, String system, String metric, String unit, double median, double min, double max, int rounds) {

    /** Sums rounds up. */
    static Measurement of(String scenario, String system, String metric, String unit, Collection<Double> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException(scenario + " of " + system + " has no rounds");
        }
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Measurement(
                scenario, system, metric, unit, median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
