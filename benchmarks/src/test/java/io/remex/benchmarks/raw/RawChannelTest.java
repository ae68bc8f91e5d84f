package io.remex.benchmarks.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.Test;

class RawChannelTest {
    @Test
    void shouldWaitAsTheTiersDo() {
        assertThat(RawChannel.idleStrategy("low")).isInstanceOf(BusySpinIdleStrategy.class);
        assertThat(RawChannel.idleStrategy("spin")).isInstanceOf(BusySpinIdleStrategy.class);
        assertThat(RawChannel.idleStrategy("yield")).isInstanceOf(YieldingIdleStrategy.class);
        assertThat(RawChannel.idleStrategy("balanced")).isInstanceOf(BackoffIdleStrategy.class);
        assertThat(RawChannel.idleStrategy("idle")).isInstanceOf(BackoffIdleStrategy.class);
    }

    @Test
    void shouldRefuseAWayOfWaitingThatItDoesNotKnow() {
        assertThatThrownBy(() -> RawChannel.idleStrategy("sleepy")).hasMessageContaining("sleepy");
    }
}
