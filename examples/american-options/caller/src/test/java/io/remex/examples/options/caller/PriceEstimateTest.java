package io.remex.examples.options.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.remex.examples.options.BatchEstimate;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PriceEstimateTest {

    @Test
    void shouldBeTheMeanWithItsStandardError() {
        PriceEstimate estimate = PriceEstimate.of(batches(1, 2, 3, 6));
        assertThat(estimate.price()).isEqualTo(3);
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt(14.0 / 3 / 4), within(1e-15));
    }

    @Test
    void shouldRejectASingleBatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceEstimate.of(batches(1)))
                .withMessageContaining("at least 2");
    }

    static List<BatchEstimate> batches(double... prices) {
        return DoubleStream.of(prices)
                .mapToObj(price -> new BatchEstimate(price, 1_000_000, "worker-1"))
                .toList();
    }
}
