package io.remex.examples.options.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.remex.examples.options.BatchSpec;
import org.junit.jupiter.api.Test;

class PricingPlanTest {

    @Test
    void shouldGiveEveryTaskPathsOfItsOwn() {
        assertThat(new PricingPlan(2001, 50, 1000).batch(7, 3)).isEqualTo(new BatchSpec(2001, 7, 3, 1000));
    }

    @Test
    void shouldNameTheNumberThatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PricingPlan(1, 1, 1000))
                .withMessageContaining("batches")
                .withMessageContaining("not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PricingPlan(1, 2, 999))
                .withMessageContaining("paths")
                .withMessageContaining("999");
    }
}
