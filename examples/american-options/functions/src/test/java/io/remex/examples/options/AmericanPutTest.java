package io.remex.examples.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AmericanPutTest {

    @Test
    void shouldCountExerciseDates() {
        AmericanPut option = new AmericanPut(40, 40, 0.06, 0.2, 2, 50);
        assertThat(option.exerciseDates()).isEqualTo(100);
        assertThat(option.stepYears()).isEqualTo(0.02);
    }

    @Test
    void shouldNameTheTermThatHasNoMeaning() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmericanPut(-1, 40, 0.06, 0.2, 2, 50))
                .withMessageContaining("spot")
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmericanPut(40, 40, Double.NaN, 0.2, 2, 50))
                .withMessageContaining("rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmericanPut(40, 40, 0.06, Double.POSITIVE_INFINITY, 2, 50))
                .withMessageContaining("volatility");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AmericanPut(40, 40, 0.06, 0.2, 0.5, 1))
                .withMessageContaining("exercisesPerYear");
    }
}
