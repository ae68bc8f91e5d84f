package io.remex.benchmarks.rig;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells the person who waits. */
final class Progress {
    private final PrintStream out;
    private final long startNs = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    /** What happens now. */
    void say(String what) {
        out.printf(Locale.ROOT, "%4d s  %s%n", (System.nanoTime() - startNs) / 1_000_000_000, what);
        out.flush();
    }

    /** What was found. */
    void done(String scenario, Results results) {
        String found = results.measurements().stream()
                .filter(measurement -> measurement.scenario().equals(scenario))
                .filter(measurement -> !measurement.metric().startsWith("p9")
                        && !(measurement.metric().equals("throughput") && hasMedian(scenario, results)))
                .map(Progress::text)
                .collect(Collectors.joining(" · "));
        say(String.format(Locale.ROOT, "%-32s %s", scenario, found.isEmpty() ? "nothing" : found));
    }

    private static boolean hasMedian(String scenario, Results results) {
        return results.measurements().stream()
                .anyMatch(measurement -> measurement.scenario().equals(scenario)
                        && measurement.metric().equals("p50"));
    }

    private static String text(Measurement measurement) {
        return measurement.system()
                + ' '
                + measurement.metric()
                + ' '
                + number(measurement.median())
                + (measurement.unit().equals("ratio") ? "" : ' ' + measurement.unit());
    }

    private static String number(double value) {
        if (Math.abs(value) >= 1e6) {
            return String.format(Locale.ROOT, "%.2fM", value / 1e6);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    }
}
