package io.remex.examples.swaps.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.examples.swaps.BookRisk;
import io.remex.examples.swaps.Computed;
import io.remex.examples.swaps.CurveNodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final int DAYS = 40;

    private final RiskInput input = RiskInput.generate(1, 7, 2, DAYS);
    private final int nodes = new CurveNodes(input.market()).size();
    private final StringWriter printed = new StringWriter();
    private final Report report = new Report(new PrintWriter(printed), input);

    @Test
    void shouldSayWhatIsComputed() {
        report.heading(2019);
        assertThat(text())
                .contains("Risk of a book of 7 swaps with OpenGamma Strata, on 2019-06-28, in USD")
                .contains("12 curves with 264 nodes, 40 historical days; 8 tasks, seed 2019");
    }

    @Test
    void shouldAddUpTheNodesOfEachCurrencyAndTenor() {
        double[] pv01 = new double[nodes];
        pv01[0] = 1_500; // CHF-LIBOR-6M, 1M
        pv01[22] = 250; // CHF-OIS, 1M
        pv01[263] = -2_000_000; // USD-OIS, 50Y
        report.risk(new BookRisk(-1234.5, pv01, new double[DAYS]));
        assertThat(text())
                .contains("present value -1,234.50")
                .contains("tenor        CHF        EUR        GBP        JPY        USD      total")
                .contains("     1M       1.75       0.00       0.00       0.00       0.00       1.75")
                .contains("    50Y       0.00       0.00       0.00       0.00  -2,000.00  -2,000.00")
                .contains("    all       1.75       0.00       0.00       0.00  -2,000.00  -1,998.25");
    }

    @Test
    void shouldFindTheWorstDays() {
        double[] values = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            values[day] = 10e6 + 1e6 * day;
        }
        report.risk(new BookRisk(20e6, new double[nodes], values));
        assertThat(text())
                .contains("one of the last 40 business days: value at risk (95 %) 8.00 million")
                .contains("worst days:  2019-06-27 -10.00 million  2019-06-26 -9.00 million  2019-06-25 -8.00 million");
    }

    @Test
    void shouldTellHowLongItTookWhereItRanAndThatBothAgree() {
        BookRisk risk = new BookRisk(1, new double[] {2}, new double[] {3, 4});
        assertThat(report.comparison(tasks(risk), LocalRun.FORKJOIN, new LocalRun.Result(risk, 3_000_000_000L)))
                .isTrue();
        assertThat(text())
                .contains("3 tasks in 2.0 s: 1.5 tasks/s, 1.75 of them computing at any time")
                .contains("ran on worker-1: 1, worker-2: 2")
                .contains("in this process, forkjoin: 3.0 s; as tasks 1.50 times as fast")
                .contains("All 4 totals are the same in both, to the last bit.");
    }

    @Test
    void shouldSayThatTheyDifferInOneBit() {
        BookRisk risk = new BookRisk(1, new double[] {2}, new double[] {3});
        BookRisk other = new BookRisk(Math.nextUp(1.0), new double[] {2}, new double[] {3});
        assertThat(report.comparison(tasks(risk), LocalRun.SEQUENTIAL, new LocalRun.Result(other, 1)))
                .isFalse();
        assertThat(text())
                .contains(
                        "THE TOTALS DIFFER. In this process the present value is 1.0000000000000002, from tasks it is 1.0.");
    }

    private static TaskRun.Result tasks(BookRisk risk) {
        List<Computed<String>> tasks = List.of(
                new Computed<>("a", 500_000_000, "worker-2"),
                new Computed<>("b", 1_000_000_000, "worker-1"),
                new Computed<>("c", 2_000_000_000, "worker-2"));
        return new TaskRun.Result(risk, tasks, 2_000_000_000L);
    }

    private String text() {
        return printed.toString();
    }
}
