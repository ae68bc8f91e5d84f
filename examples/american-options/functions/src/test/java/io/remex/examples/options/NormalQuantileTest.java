package io.remex.examples.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

class NormalQuantileTest {

    @Test
    void shouldInvertTheNormalDistribution() {
        for (long word = Integer.MIN_VALUE; word < 0; word += 1_234_567) {
            double quantile = NormalQuantile.ofWord((int) word);
            double probability = 0.5 + (word + 0.5) * 0x1.0p-32;
            assertThat(0.5 * Erf.erfc(-quantile / Math.sqrt(2)))
                    .as("word %d", word)
                    .isCloseTo(probability, Percentage.withPercentage(1e-10));
        }
    }

    @Test
    void shouldBeExactlySymmetric() {
        for (int word : new int[] {0, 1, 77, 1 << 20, 1 << 30, Integer.MAX_VALUE}) {
            assertThat(NormalQuantile.ofWord(~word)).isEqualTo(-NormalQuantile.ofWord(word));
        }
    }

    @Test
    void shouldReachToMoreThanSixStandardDeviations() {
        // half of the smallest step of a 32-bit uniform, from tables: the quantile of 2^-33
        assertThat(NormalQuantile.ofWord(Integer.MIN_VALUE)).isCloseTo(-6.33795776, within(1e-8));
    }
}
