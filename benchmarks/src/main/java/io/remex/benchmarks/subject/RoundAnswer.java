package io.remex.benchmarks.subject;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * One line to the rig: what was measured in a round.
 *
 * @param numbers by metric
 * @param latency times in nanoseconds, or null if the loop measures none
 * @param problem why nothing was measured, or empty
 */
public record RoundAnswer(Map<String, Double> numbers, Histogram latency, String problem) {
    /** What such a line begins with; subjects may print whatever else they like. */
    public static final String PREFIX = "@answer";

    private static final String LATENCY = "latency";
    private static final String PROBLEM = "problem";
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long LONGEST_NS = 60_000_000_000L;

    /** A histogram that every subject measures with: up to a minute, three digits. */
    public static Histogram newHistogram() {
        return new Histogram(LONGEST_NS, SIGNIFICANT_DIGITS);
    }

    /** Records a time; what is longer than the histogram's range counts as its longest. */
    public static void record(Histogram histogram, long ns) {
        histogram.recordValue(Math.min(Math.max(ns, 0), LONGEST_NS));
    }

    /** An answer with numbers alone. */
    public static RoundAnswer of(Map<String, Double> numbers) {
        return new RoundAnswer(numbers, null, "");
    }

    /** An answer of one number. */
    public static RoundAnswer of(String metric, double value) {
        return of(Map.of(metric, value));
    }

    /** The subject cannot do this. */
    public static RoundAnswer problem(String reason) {
        return new RoundAnswer(Map.of(), null, reason);
    }

    /** Writes the line. */
    public String line() {
        Map<String, String> pairs = new TreeMap<>();
        numbers.forEach((metric, value) -> pairs.put(metric, Double.toString(value)));
        if (latency != null) {
            ByteBuffer buffer = ByteBuffer.allocate(latency.getNeededByteBufferCapacity());
            int length = latency.encodeIntoCompressedByteBuffer(buffer);
            byte[] bytes = new byte[length];
            buffer.get(0, bytes);
            pairs.put(LATENCY, Base64.getEncoder().encodeToString(bytes));
        }
        if (!problem.isEmpty()) {
            pairs.put(PROBLEM, problem);
        }
        return PREFIX + WireText.pairs(pairs);
    }

    /** Reads a line. */
    public static RoundAnswer parse(String line) {
        Map<String, Double> numbers = new TreeMap<>();
        Histogram latency = null;
        String problem = "";
        Map<String, String> pairs = RoundRequest.parse(line).settings();
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            switch (pair.getKey()) {
                case LATENCY -> latency = histogram(pair.getValue());
                case PROBLEM -> problem = pair.getValue();
                default -> numbers.put(pair.getKey(), Double.parseDouble(pair.getValue()));
            }
        }
        return new RoundAnswer(numbers, latency, problem);
    }

    private static Histogram histogram(String base64) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(base64)), 0);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a damaged histogram: " + e.getMessage(), e);
        }
    }
}
