package io.remex.examples.options.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.examples.options.AmericanPut;
import org.junit.jupiter.api.Test;

class PaperTableTest {

    @Test
    void shouldHoldTwentyOptionsInTheOrderOfThePaper() {
        assertThat(PaperTable.lines()).hasSize(20);
        assertThat(PaperTable.lines().get(0)).isEqualTo(row(36, 0.2, 1, 4.478));
        assertThat(PaperTable.lines().get(7)).isEqualTo(row(40, 0.2, 2, 2.885));
        assertThat(PaperTable.lines().get(11)).isEqualTo(row(38, 0.4, 1, 6.148));
        assertThat(PaperTable.lines().get(19)).isEqualTo(row(44, 0.4, 2, 5.647));
    }

    private static PaperTable.Row row(double spot, double volatility, double maturityYears, double finiteDifference) {
        return new PaperTable.Row(new AmericanPut(spot, 40, 0.06, volatility, maturityYears, 50), finiteDifference);
    }
}
