package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BalancedIdleStrategyTest {
    private static final int SPINS = 3;
    private static final int YIELDS = 5;

    private final List<Long> parks = new ArrayList<>();
    private long nowNs;
    private final BalancedIdleStrategy strategy =
            new BalancedIdleStrategy(SPINS, YIELDS, 100, 300, () -> nowNs, parks::add);

    @Test
    void shouldParkForLongerAndLongerAfterItsSpinsAndYields() {
        idle(SPINS + YIELDS);
        assertThat(parks).isEmpty();

        idle(4);
        assertThat(parks).containsExactly(100L, 200L, 300L, 300L);
    }

    @Test
    void shouldBeginAnewWhenThereWasWork() {
        idle(SPINS + YIELDS + 2);
        strategy.reset();
        parks.clear();

        idle(SPINS + YIELDS);
        assertThat(parks).isEmpty();
        idle(1);
        assertThat(parks).containsExactly(100L);
    }

    @Test
    void shouldParkAtOnceWhenAYieldTookTooLong() {
        idle(SPINS + 1);
        nowNs += BalancedIdleStrategy.YIELD_PHASE_NS;
        idle(1);
        assertThat(parks).isEmpty();

        idle(1);
        assertThat(parks).containsExactly(100L);
    }

    @Test
    void shouldYieldAtOnceAfterWaitsThatSpunInVain() {
        for (int wait = 0; wait < 4; wait++) {
            idle(SPINS + 1);
            strategy.reset();
        }

        idle(YIELDS);
        assertThat(parks).isEmpty();
        idle(1);
        assertThat(parks).hasSize(1);
    }

    @Test
    void shouldParkForLongAfterSecondsWithoutWorkOnly() {
        long parkNs = TimeUnit.MILLISECONDS.toNanos(1);
        int shortParks = (int) (BalancedIdleStrategy.LONG_PARKS_AFTER_NS / parkNs);
        BalancedIdleStrategy slow = new BalancedIdleStrategy(0, 1, parkNs, parkNs, () -> nowNs, parks::add);
        for (int i = 0; i < shortParks + 3; i++) {
            slow.idle(0);
        }
        assertThat(parks.subList(0, shortParks)).containsOnly(parkNs);
        assertThat(parks.subList(shortParks, parks.size())).containsOnly(BalancedIdleStrategy.LONG_PARK_NS);

        slow.reset();
        parks.clear();
        for (int i = 0; i < 3; i++) {
            slow.idle(0);
        }
        assertThat(parks).isNotEmpty().containsOnly(parkNs);
    }

    private void idle(int times) {
        for (int i = 0; i < times; i++) {
            strategy.idle(0);
        }
    }
}
