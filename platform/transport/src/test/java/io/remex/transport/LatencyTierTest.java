package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.junit.jupiter.api.Test;

class LatencyTierTest {
    @Test
    void shouldBeNamedAsInTheConfiguration() {
        assertThat(LatencyTier.of("low")).isEqualTo(LatencyTier.LOW);
        assertThat(LatencyTier.of("balanced")).isEqualTo(LatencyTier.BALANCED);
        assertThat(LatencyTier.of("idle")).isEqualTo(LatencyTier.IDLE);
    }

    @Test
    void shouldOnlyNeverParkWhenLatencyIsAll() {
        assertThat(LatencyTier.LOW.newIdleStrategy()).isInstanceOf(BusySpinIdleStrategy.class);
        assertThat(LatencyTier.LOW.maxParkNs()).isZero();
        assertThat(LatencyTier.BALANCED.maxParkNs())
                .isPositive()
                .isLessThanOrEqualTo(TimeUnit.MICROSECONDS.toNanos(200));
        assertThat(LatencyTier.IDLE.maxParkNs()).isGreaterThan(LatencyTier.BALANCED.maxParkNs());
        assertThat(LatencyTier.IDLE.spins()).isLessThan(LatencyTier.BALANCED.spins());
    }

    @Test
    void shouldGiveEachThreadAStrategyOfItsOwn() {
        assertThat(LatencyTier.BALANCED.newIdleStrategy()).isNotSameAs(LatencyTier.BALANCED.newIdleStrategy());
    }

    @Test
    void shouldLetBackgroundThreadsSleepInEveryTier() {
        for (LatencyTier tier : LatencyTier.values()) {
            assertThat(tier.newBackgroundIdleStrategy())
                    .isInstanceOfAny(BackoffIdleStrategy.class, BalancedIdleStrategy.class);
        }
    }
}
