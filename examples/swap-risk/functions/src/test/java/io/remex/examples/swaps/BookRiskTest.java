package io.remex.examples.swaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BookRiskTest {

    @Test
    void shouldAddUpInTheOrderOfTheBook() {
        // 1e16 + 1 rounds the 1 away, so that the order shows
        BookRisk risk = BookRisk.total(
                List.of(List.of(trade(1e16, 1), trade(1, 2)), List.of(trade(-1e16, 3))),
                List.of(new double[][] {{1, 10}, {2, 20}}, new double[][] {{4, 40}}));
        assertThat(risk.presentValue()).isZero();
        assertThat(risk.pv01()).containsExactly(6, 6);
        assertThat(risk.scenarioValues()).containsExactly(7, 70);

        assertThat(BookRisk.total(List.of(List.of(trade(1e16, 1), trade(-1e16, 3), trade(1, 2))), List.of())
                        .presentValue())
                .isEqualTo(1);
    }

    @Test
    void shouldCompareBits() {
        BookRisk risk = new BookRisk(0.0, new double[] {1}, new double[] {2});
        assertThat(risk.hasBitsOf(new BookRisk(0.0, new double[] {1}, new double[] {2})))
                .isTrue();
        assertThat(risk.hasBitsOf(new BookRisk(-0.0, new double[] {1}, new double[] {2})))
                .isFalse();
        assertThat(risk.hasBitsOf(new BookRisk(0.0, new double[] {Math.nextUp(1.0)}, new double[] {2})))
                .isFalse();
        assertThat(risk.hasBitsOf(new BookRisk(0.0, new double[] {1}, new double[] {2, 0})))
                .isFalse();
    }

    private static TradeRisk trade(double presentValue, double pv01) {
        return new TradeRisk(presentValue, new double[] {pv01, pv01});
    }
}
