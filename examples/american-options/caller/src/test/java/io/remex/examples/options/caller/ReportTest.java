package io.remex.examples.options.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.examples.options.BatchEstimate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final StringWriter printed = new StringWriter();
    private final Report report = new Report(new PrintWriter(printed));

    @Test
    void shouldAcceptPricesWithinTheTolerance() {
        assertThat(report.table(pricedOff(0.024))).isTrue();
        assertThat(text())
                .contains("  36   0.2   1   4.478   4.5020   0.0020    +12.0 std.err.")
                .contains("All 20 prices are within")
                .doesNotContain("OFF");
    }

    @Test
    void shouldNameThePriceThatIsOff() {
        List<List<BatchEstimate>> batches = new ArrayList<>(pricedOff(0));
        batches.set(7, pricedOff(-0.03).get(7));
        assertThat(report.table(batches)).isFalse();
        assertThat(text())
                .contains("OFF: AmericanPut[spot=40.0, strike=40.0, rate=0.06, volatility=0.2, maturityYears=2.0")
                .contains("is priced at 2.8550 with standard error 0.0020, the paper says 2.885")
                .contains("1 of 20 prices are off by more than 3 standard errors + 0.02.");
    }

    @Test
    void shouldTellHowLongItTookAndWhereItRan() {
        BatchEstimate here = new BatchEstimate(1, 1_500_000_000, "worker-1");
        BatchEstimate there = new BatchEstimate(1, 2_000_000_000, "worker-2");
        report.run(new PricingRun.Result(List.of(List.of(here, there), List.of(there)), 2_750_000_000L));
        assertThat(text())
                .isEqualTo(String.format("3 tasks in 2.8 s: 1.1 tasks/s, 2.00 of them computing at any time%n"
                        + "ran on worker-1: 1, worker-2: 2%n"));
    }

    @Test
    void shouldTellTheOverheadOfATask() {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(2_000, 98);
        histogram.recordValueWithCount(90_000, 2);
        report.overhead(histogram);
        assertThat(text()).contains("100 empty tasks").contains("p50 2.0 us, p99 90.0 us");
    }

    @Test
    void shouldSayWhatIsComputed() {
        report.heading(new PricingPlan(2001, 50, 20_000));
        assertThat(text())
                .contains("strike 40, rate 6 %, 50 exercise dates a year; 50 batches of 20,000 paths an option");
    }

    /** Two batches an option, whose mean is so much off and whose standard error is 0.002. */
    private static List<List<BatchEstimate>> pricedOff(double difference) {
        return PaperTable.lines().stream()
                .map(row -> row.finiteDifference() + difference)
                .map(price -> PriceEstimateTest.batches(price - 0.002, price + 0.002))
                .toList();
    }

    private String text() {
        return printed.toString();
    }
}
