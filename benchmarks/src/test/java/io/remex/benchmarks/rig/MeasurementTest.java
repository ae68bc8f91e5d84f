package io.remex.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.remex.benchmarks.subject.RoundAnswer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is made of the rounds. */
class MeasurementTest {
    @Test
    void shouldSumUpAnOddAndAnEvenNumberOfRounds() {
        Measurement odd = Measurement.of("s", "remex", "p50", "us", List.of(9.0, 1.0, 5.0));
        Measurement even = Measurement.of("s", "remex", "p50", "us", List.of(4.0, 1.0, 9.0, 2.0));

        assertThat(odd).isEqualTo(new Measurement("s", "remex", "p50", "us", 5, 1, 9, 3));
        assertThat(even).isEqualTo(new Measurement("s", "remex", "p50", "us", 3, 1, 9, 4));
    }

    @Test
    void shouldRefuseNoRounds() {
        assertThatThrownBy(() -> Measurement.of("s", "remex", "p50", "us", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldDivideByTheRawEchoRoundByRound() {
        Results results = new Results();
        for (double[] round : new double[][] {{2, 1}, {30, 10}, {4, 4}}) {
            results.add("s", Systems.REMEX, "p50", "us", round[0]);
            results.add("s", Systems.RAW, "p50", "us", round[1]);
        }

        assertThat(results.measurements())
                .filteredOn(measurement -> measurement.system().equals("remex/raw"))
                .containsExactly(new Measurement("s", "remex/raw", "p50", "ratio", 2, 1, 3, 3));
    }

    @Test
    void shouldGiveNoRatioWhenTheRawEchoDidSomethingElse() {
        Results results = new Results();
        results.add("s", Systems.REMEX, "drain", "s", 1);
        results.add("s", Systems.RAW, "gauge", "1/s", 1);

        assertThat(results.measurements()).extracting(Measurement::system).containsExactly(Systems.REMEX, Systems.RAW);
    }

    @Test
    void shouldPutTheLatenciesOfAllRoundsTogether() {
        Results results = new Results();
        results.addLatency("s", Systems.REMEX, answer(1_000));
        results.addLatency("s", Systems.REMEX, answer(3_000));

        Distribution distribution = results.distributions().get(0);

        assertThat(distribution.points().get(0)[1]).isCloseTo(1, within(0.01));
        assertThat(distribution.points())
                .allSatisfy(point -> assertThat(point[0]).isLessThanOrEqualTo(50));
        assertThat(results.measurements())
                .filteredOn(measurement -> measurement.metric().equals("p50"))
                .singleElement()
                .satisfies(measurement -> assertThat(measurement.median()).isCloseTo(2, within(0.02)));
    }

    @Test
    void shouldSkipOnce() {
        Results results = new Results();
        results.skip("s", "grpc", "not here");
        results.skip("s", "grpc", "not here");

        assertThat(results.skipped()).containsExactly(new Skipped("s", "grpc", "not here"));
    }

    @Test
    void shouldFindTheSizeAtWhichOneHalfIsReached() {
        TreeMap<Double, Double> efficiency = new TreeMap<>(Map.of(1.0, 0.25, 4.0, 0.75, 16.0, 0.9));

        assertThat(GranularityScenario.crossing(efficiency, 0.5)).isCloseTo(2, within(1e-9));
    }

    @Test
    void shouldNotBeFooledByAHighValueBelowALowOne() {
        TreeMap<Double, Double> efficiency = new TreeMap<>(Map.of(1.0, 0.6, 2.0, 0.4, 8.0, 0.6));

        assertThat(GranularityScenario.crossing(efficiency, 0.5)).isCloseTo(4, within(1e-9));
    }

    @Test
    void shouldSayTheSmallestSizeOrNoneWhenNothingIsCrossed() {
        assertThat(GranularityScenario.crossing(new TreeMap<>(Map.of(1.0, 0.6, 2.0, 0.7)), 0.5))
                .isEqualTo(1);
        assertThat(GranularityScenario.crossing(new TreeMap<>(Map.of(1.0, 0.1, 2.0, 0.2)), 0.5))
                .isNaN();
    }

    private static RoundAnswer answer(long ns) {
        Histogram latency = RoundAnswer.newHistogram();
        RoundAnswer.record(latency, ns);
        return new RoundAnswer(Map.of(), latency, "");
    }
}
