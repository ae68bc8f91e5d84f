package io.remex.examples.swaps.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RiskInputTest {

    @Test
    void shouldCountWhatItHolds() {
        RiskInput input = RiskInput.generate(1, 45, 2, 3);
        assertThat(input.trades()).isEqualTo(45);
        assertThat(input.tasks()).isEqualTo(46);
        assertThat(input.history().days()).isEqualTo(3);
    }

    @Test
    void shouldWarmUpWithTheFirstPart() {
        RiskInput input = RiskInput.generate(1, 45, 2, 3);
        assertThat(input.warmUp().batches()).isEqualTo(input.batches().subList(0, 2));
        assertThat(input.warmUp().warmUp().batches()).hasSize(1);
        assertThat(input.warmUp().market()).isSameAs(input.market());
    }

    @Test
    void shouldNameTheNumberThatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskInput.generate(1, 10, 0, 3))
                .withMessage("a batch has 1 to 1000 trades, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RiskInput.generate(1, 10, 1, 0))
                .withMessage("a history has 1 to 10000 days, not 0");
    }
}
