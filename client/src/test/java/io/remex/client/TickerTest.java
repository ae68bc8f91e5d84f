package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TickerTest {
    private record Scheduled(Runnable action, long delayNs, CompletableFuture<Void> future) {}

    private final List<Scheduled> scheduled = new ArrayList<>();
    private int ticks;
    private boolean isQuiet;
    private boolean isEnded;
    private final Ticker ticker = new Ticker(() -> ticks++, () -> isQuiet, this::schedule);

    private Future<?> schedule(Runnable action, long delayNs) {
        if (isEnded) {
            return null;
        }
        scheduled.add(new Scheduled(action, delayNs, new CompletableFuture<>()));
        return scheduled.get(scheduled.size() - 1).future();
    }

    private void runNext() {
        Scheduled next = scheduled.remove(0);
        next.future().complete(null);
        next.action().run();
    }

    @Test
    void shouldTickOftenWhileSomethingIsUnderWayAndSeldomElse() {
        ticker.start();
        assertThat(scheduled.get(0).delayNs()).isEqualTo(Ticker.TICK_NS);
        runNext();
        assertThat(scheduled.get(0).delayNs()).isEqualTo(Ticker.TICK_NS);
        isQuiet = true;
        runNext();
        assertThat(scheduled.get(0).delayNs()).isEqualTo(Ticker.QUIET_TICK_NS);
        isQuiet = false;
        runNext();
        assertThat(scheduled.get(0).delayNs()).isEqualTo(Ticker.TICK_NS);
        assertThat(ticks).isEqualTo(3);
    }

    @Test
    void shouldTickSoonWhenSomethingBeginsAndNeverTwiceAtATime() {
        isQuiet = true;
        ticker.start();
        runNext();
        ticker.quicken();
        ticker.quicken();
        assertThat(scheduled).hasSize(2);
        assertThat(scheduled.get(0).future()).isCancelled();
        assertThat(scheduled.get(1).future()).isNotCancelled();
        assertThat(scheduled.get(1).delayNs()).isEqualTo(Ticker.TICK_NS);
    }

    @Test
    void shouldEndWithTheSession() {
        isQuiet = true;
        ticker.start();
        runNext();
        isEnded = true;
        ticker.quicken();
        runNext();
        ticker.quicken();
        assertThat(scheduled).isEmpty();
    }
}
