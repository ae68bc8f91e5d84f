package io.remex.examples.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BrownianPairsTest {
    private static final AmericanPut TWO_YEARS = new AmericanPut(40, 40, 0.06, 0.2, 2, 4);
    private static final int PATHS = 400_000;

    @Test
    void shouldHaveTheCovarianceOfBrownianMotion() {
        double[][] dates = visit(TWO_YEARS, new BatchSpec(7, 0, 0, PATHS));
        for (int earlier = 1; earlier <= 8; earlier++) {
            for (int later = earlier; later <= 8; later++) {
                assertThat(meanProduct(dates[earlier], dates[later]))
                        .as("covariance at dates %d and %d", earlier, later)
                        .isCloseTo(earlier * 0.25, within(0.025));
            }
        }
    }

    @Test
    void shouldHaveMeanZero() {
        for (double[] values : visit(TWO_YEARS, new BatchSpec(7, 0, 0, PATHS))) {
            assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(0, within(0.015));
        }
    }

    @Test
    void shouldDrawAPairWhateverTheNumberOfOthers() {
        double[] few = visit(TWO_YEARS, new BatchSpec(7, 3, 5, 10))[1];
        double[] many = visit(TWO_YEARS, new BatchSpec(7, 3, 5, 1000))[1];
        assertThat(Arrays.copyOf(many, few.length)).containsExactly(few);
    }

    @Test
    void shouldDrawOtherNumbersForAnotherSeedStreamOrBatch() {
        double[] values = visit(TWO_YEARS, new BatchSpec(7, 3, 5, 10))[8];
        assertThat(visit(TWO_YEARS, new BatchSpec(8, 3, 5, 10))[8]).doesNotContain(values);
        assertThat(visit(TWO_YEARS, new BatchSpec(7L | 1L << 40, 3, 5, 10))[8]).doesNotContain(values);
        assertThat(visit(TWO_YEARS, new BatchSpec(7, 4, 5, 10))[8]).doesNotContain(values);
        assertThat(visit(TWO_YEARS, new BatchSpec(7, 3, 6, 10))[8]).doesNotContain(values);
    }

    private static double[][] visit(AmericanPut option, BatchSpec spec) {
        BrownianPairs pairs = new BrownianPairs(option, spec);
        double[][] dates = new double[option.exerciseDates() + 1][spec.paths() / 2];
        for (int date = option.exerciseDates(); date > 0; date--) {
            pairs.backwardTo(date);
            dates[date] = pairs.values().clone();
        }
        return dates;
    }

    private static double meanProduct(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum / left.length;
    }
}
