package io.remex.benchmarks.rig;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The latencies of all rounds of one system together.
 *
 * @param scenario what was done
 * @param system who did it
 * @param points percentile and microseconds, for a plot
 */
public record Distribution(String scenario, String system, List<double[]> points) {
    private static final double[] PERCENTILES = {
        0, 10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 92.5, 95, 97, 98, 99, 99.5, 99.7, 99.9, 99.95, 99.99, 99.999
    };

    static Distribution of(String scenario, String system, Histogram latency) {
        List<double[]> points = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            if (latency.getTotalCount() * (100 - percentile) < 100) {
                break; // beyond what so few calls can tell
            }
            points.add(new double[] {percentile, latency.getValueAtPercentile(percentile) / 1e3});
        }
        return new Distribution(scenario, system, points);
    }
}
