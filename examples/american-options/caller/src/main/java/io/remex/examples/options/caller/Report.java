package io.remex.examples.options.caller;

import io.remex.examples.options.AmericanPut;
import io.remex.examples.options.BatchEstimate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Prints what came out, in plain ASCII, and says whether it agrees with the paper. */
public final class Report {
    /** How far a price may be off beyond its statistical error: the paper's method has a bias of its own. */
    static final double TOLERANCE = 0.02;

    /** How many standard errors a price may be off. */
    static final double TOLERANCE_STANDARD_ERRORS = 3;

    private final PrintWriter out;

    /** A report that goes to {@code out}. */
    public Report(PrintWriter out) {
        this.out = out;
    }

    /** Prints what is going to be computed. */
    public void heading(PricingPlan plan) {
        AmericanPut first = PaperTable.lines().get(0).option();
        print(
                "American puts by least-squares Monte Carlo (Longstaff & Schwartz 2001, Table 1)%nstrike %.0f, rate"
                        + " %.0f %%, %d exercise dates a year; %,d batches of %,d paths an option, seed %d%n",
                first.strike(),
                100 * first.rate(),
                first.exercisesPerYear(),
                plan.batches(),
                plan.paths(),
                plan.seed());
    }

    /**
     * Prints the table.
     *
     * @param batches the batches of each line of {@link PaperTable}
     * @return whether every price is near enough to the paper's
     */
    public boolean table(List<List<BatchEstimate>> batches) {
        print("%n   S  sigma  T   paper    ours   std.err.   difference%n");
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            PaperTable.Row row = PaperTable.lines().get(i);
            PriceEstimate estimate = PriceEstimate.of(batches.get(i));
            line(row, estimate);
            if (!isNear(row, estimate)) {
                faults.add(fault(row, estimate));
            }
        }
        faults.forEach(fault -> print("%nOFF: %s", fault));
        print(
                "%n%s%n",
                faults.isEmpty()
                        ? "All " + batches.size() + " prices are within 3 standard errors + 0.02 of the paper's."
                        : faults.size() + " of " + batches.size()
                                + " prices are off by more than 3 standard errors + 0.02.");
        return faults.isEmpty();
    }

    private void line(PaperTable.Row row, PriceEstimate estimate) {
        AmericanPut option = row.option();
        double standardErrors = (estimate.price() - row.finiteDifference()) / estimate.standardError();
        print(
                "  %2.0f   %.1f   %.0f   %.3f   %.4f   %.4f    %+5.1f std.err.%n",
                option.spot(),
                option.volatility(),
                option.maturityYears(),
                row.finiteDifference(),
                estimate.price(),
                estimate.standardError(),
                standardErrors);
    }

    private static boolean isNear(PaperTable.Row row, PriceEstimate estimate) {
        double limit = TOLERANCE_STANDARD_ERRORS * estimate.standardError() + TOLERANCE;
        return Math.abs(estimate.price() - row.finiteDifference()) <= limit;
    }

    private static String fault(PaperTable.Row row, PriceEstimate estimate) {
        return String.format(
                Locale.ROOT,
                "%s is priced at %.4f with standard error %.4f, the paper says %.3f",
                row.option(),
                estimate.price(),
                estimate.standardError(),
                row.finiteDifference());
    }

    /** Prints how long it took and where it ran. */
    public void run(PricingRun.Result result) {
        List<BatchEstimate> tasks =
                result.batches().stream().flatMap(List::stream).toList();
        double seconds = result.wallNs() / 1e9;
        double computeSeconds =
                tasks.stream().mapToLong(BatchEstimate::computeNs).sum() / 1e9;
        print(
                "%,d tasks in %.1f s: %.1f tasks/s, %.2f of them computing at any time%n",
                tasks.size(), seconds, tasks.size() / seconds, computeSeconds / seconds);
        Map<String, Long> byWorker = tasks.stream()
                .collect(Collectors.groupingBy(BatchEstimate::worker, TreeMap::new, Collectors.counting()));
        print(
                "ran on %s%n",
                byWorker.entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%s: %,d", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    /** Prints the round-trip times of empty tasks. */
    public void overhead(Histogram roundTripNs) {
        print(
                "overhead a task (round trips of %,d empty tasks, one at a time): p50 %.1f us, p99 %.1f us%n",
                roundTripNs.getTotalCount(),
                roundTripNs.getValueAtPercentile(50) / 1e3,
                roundTripNs.getValueAtPercentile(99) / 1e3);
    }

    private void print(String format, Object... arguments) {
        out.print(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
