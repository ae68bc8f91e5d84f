package io.remex.benchmarks.subject;

import java.util.Map;
import java.util.TreeMap;

/**
 * One line from the rig: what to measure, and how.
 *
 * @param scenario the name of the loop
 * @param settings the rest
 */
public record RoundRequest(String scenario, Map<String, String> settings) {

    /** Reads a line. */
    public static RoundRequest parse(String line) {
        String[] words = line.strip().split(" ");
        Map<String, String> settings = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            WireText.putPair(settings, words[i]);
        }
        return new RoundRequest(words[0], settings);
    }

    /** Writes the line. */
    public String line() {
        return scenario + WireText.pairs(settings);
    }

    /** A setting that must be there. */
    public String text(String key) {
        String value = settings.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the request '" + line() + "' lacks " + key);
        }
        return value;
    }

    /** A number that must be there. */
    public long number(String key) {
        return Long.parseLong(text(key));
    }

    /** A time that must be there. */
    public long durationNs(String key) {
        return number(key) * 1_000_000;
    }
}
