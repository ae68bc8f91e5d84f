package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QuietIdleStrategyTest {
    private final List<Long> parks = new ArrayList<>();
    private final QuietIdleStrategy strategy = new QuietIdleStrategy(2, 10, 70, parks::add);

    private void idle(int times) {
        for (int i = 0; i < times; i++) {
            strategy.idle(0);
        }
    }

    @Test
    void shouldParkLongerTheLongerNothingHappens() {
        idle(7);
        assertThat(parks).containsExactly(10L, 10L, 20L, 40L, 70L, 70L, 70L);
    }

    @Test
    void shouldNotParkWhileThereIsWorkAndShortlyAfterIt() {
        idle(5);
        parks.clear();
        strategy.idle(1);
        assertThat(parks).isEmpty();
        idle(3);
        assertThat(parks).containsExactly(10L, 10L, 20L);
    }

    @Test
    void shouldParkShortlyAgainWhenWoken() {
        idle(5);
        parks.clear();
        strategy.wake();
        idle(4);
        assertThat(parks).containsExactly(10L, 10L, 20L, 40L);
    }

    @Test
    @Timeout(600)
    void shouldEndAParkWhenAnotherThreadWakes() throws InterruptedException {
        QuietIdleStrategy real = new QuietIdleStrategy(0, 1, TimeUnit.DAYS.toNanos(1));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            for (int i = 0; i < 40; i++) { // the parks double: 40 of them would take half an hour
                real.idle(0);
                begun.countDown();
            }
            ended.countDown();
        });
        thread.setDaemon(true);
        thread.start();
        begun.await();
        while (!ended.await(1, TimeUnit.MILLISECONDS)) {
            real.wake();
        }
        assertThat(ended.getCount()).isZero();
    }
}
