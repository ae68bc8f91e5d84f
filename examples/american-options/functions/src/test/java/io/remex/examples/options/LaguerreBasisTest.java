package io.remex.examples.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaguerreBasisTest {

    @Test
    void shouldBeOneEverywhereAtZero() {
        assertThat(row(0)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void shouldWeightThePolynomials() {
        double weight = StrictMath.exp(-1);
        assertThat(row(2)).containsExactly(1, weight, -weight, -weight);
    }

    @Test
    void shouldCombineLinearly() {
        assertThat(LaguerreBasis.combine(new double[] {1, 10, 100, 1000}, new double[] {4, 3, 2, 1}))
                .isEqualTo(1234);
    }

    private static double[] row(double x) {
        double[] row = new double[LaguerreBasis.SIZE];
        LaguerreBasis.evaluate(x, row);
        return row;
    }
}
