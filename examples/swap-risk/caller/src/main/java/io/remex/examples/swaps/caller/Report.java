package io.remex.examples.swaps.caller;

import com.opengamma.strata.market.curve.Curve;
import com.opengamma.strata.market.curve.CurveName;
import io.remex.examples.swaps.BookRisk;
import io.remex.examples.swaps.Computed;
import io.remex.examples.swaps.CurveNodes;
import io.remex.examples.swaps.MarketData;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints what came out, in plain ASCII. */
public final class Report {
    private static final double MILLION = 1e6;
    private static final double THOUSAND = 1e3;
    private static final double CONFIDENCE = 0.95;
    private static final int WORST_DAYS = 3;
    private static final int CURRENCY_CODE = 3;

    private final PrintWriter out;
    private final RiskInput input;
    private final CurveNodes nodes;

    /** A report about a run on {@code input} that goes to {@code out}. */
    public Report(PrintWriter out, RiskInput input) {
        this.out = out;
        this.input = input;
        this.nodes = new CurveNodes(input.market());
    }

    /** Prints what is going to be computed. */
    public void heading(long seed) {
        print(
                "Risk of a book of %,d swaps with OpenGamma Strata, on %s, in %s%n"
                        + "%d curves with %d nodes, %d historical days; %,d tasks, seed %d%n",
                input.trades(),
                MarketData.VALUATION_DATE,
                MarketData.REPORTING_CURRENCY,
                nodes.curves().size(),
                nodes.size(),
                input.history().days(),
                input.tasks(),
                seed);
    }

    /** Prints the risk of the book. */
    public void risk(BookRisk risk) {
        print("%npresent value %,.2f%n", risk.presentValue());
        pv01(risk);
        scenarios(risk);
    }

    /** A line for each tenor, a column for the curves of each currency. */
    private void pv01(BookRisk risk) {
        Map<String, double[]> columns = new TreeMap<>();
        nodes.curves().forEach((name, curve) -> add(columns, name, curve, risk.pv01()));
        print("%ngain for a basis point, by node, in thousands%n%n  tenor");
        for (String currency : new TreeSet<>(columns.keySet())) {
            print("%11s", currency);
        }
        print("%11s%n", "total");
        for (int node = 0; node < MarketData.TENORS.size(); node++) {
            line(MarketData.TENORS.get(node).toString(), columns, node, node + 1);
        }
        line("all", columns, 0, MarketData.TENORS.size());
    }

    private void add(Map<String, double[]> columns, CurveName name, Curve curve, double[] pv01) {
        String currency = name.getName().substring(0, CURRENCY_CODE);
        double[] column = columns.computeIfAbsent(currency, added -> new double[MarketData.TENORS.size()]);
        for (int node = 0; node < curve.getParameterCount(); node++) {
            column[node] += pv01[nodes.offset(name) + node];
        }
    }

    private void line(String label, Map<String, double[]> columns, int from, int to) {
        print("%7s", label);
        double total = 0;
        for (double[] column : columns.values()) {
            double sum = Arrays.stream(column, from, to).sum();
            total += sum;
            print("%,11.2f", sum / THOUSAND);
        }
        print("%,11.2f%n", total / THOUSAND);
    }

    private void scenarios(BookRisk risk) {
        double[] gains = Arrays.stream(risk.scenarioValues())
                .map(value -> value - risk.presentValue())
                .toArray();
        int[] worstFirst = IntStream.range(0, gains.length)
                .boxed()
                .sorted(Comparator.comparingDouble(day -> gains[day]))
                .mapToInt(Integer::intValue)
                .toArray();
        int tail = (int) Math.floor((1 - CONFIDENCE) * gains.length);
        print(
                "%nif rates moved as on one of the last %d business days: value at risk (%.0f %%) %,.2f million%nworst days:",
                gains.length, 100 * CONFIDENCE, -gains[worstFirst[tail]] / MILLION);
        for (int i = 0; i < Math.min(WORST_DAYS, worstFirst.length); i++) {
            LocalDate date = input.history().dates().get(worstFirst[i]);
            print("  %s %,.2f million", date, gains[worstFirst[i]] / MILLION);
        }
        print("%n");
    }

    /**
     * Prints how long it took, where it ran, and whether both ways gave the same.
     *
     * @return whether every number is the same to the last bit
     */
    public boolean comparison(TaskRun.Result tasks, LocalRun kind, LocalRun.Result local) {
        double seconds = tasks.wallNs() / 1e9;
        double computing = tasks.tasks().stream().mapToLong(Computed::computeNs).sum() / 1e9;
        print(
                "%n%,d tasks in %.1f s: %.1f tasks/s, %.2f of them computing at any time%nran on %s%n",
                tasks.tasks().size(),
                seconds,
                tasks.tasks().size() / seconds,
                computing / seconds,
                workers(tasks.tasks()));
        double localSeconds = local.wallNs() / 1e9;
        print(
                "in this process, %s: %.1f s; as tasks %.2f times as fast%n",
                kind.name().toLowerCase(Locale.ROOT), localSeconds, localSeconds / seconds);
        boolean same = tasks.risk().hasBitsOf(local.risk());
        print(
                "%s%n",
                same
                        ? "All " + numbers(local.risk()) + " totals are the same in both, to the last bit."
                        : "THE TOTALS DIFFER. In this process the present value is "
                                + local.risk().presentValue() + ", from tasks it is "
                                + tasks.risk().presentValue() + ".");
        return same;
    }

    private static int numbers(BookRisk risk) {
        return 1 + risk.pv01().length + risk.scenarioValues().length;
    }

    private static String workers(List<? extends Computed<?>> tasks) {
        Map<String, Long> byWorker =
                tasks.stream().collect(Collectors.groupingBy(Computed::worker, TreeMap::new, Collectors.counting()));
        return byWorker.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s: %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void print(String format, Object... arguments) {
        out.print(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
