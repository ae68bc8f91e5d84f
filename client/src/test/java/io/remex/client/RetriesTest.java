package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** When tasks run again, on a clock of the test. */
class RetriesTest {
    private static final long SEED = 7;
    private static final Offset<Long> ROUNDING = within(TimeUnit.MICROSECONDS.toNanos(1));

    private record Timed(Runnable action, long delayNs) {}

    private final List<Timed> timers = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();
    private final Random random = new Random(SEED);
    private long nowNs = -1_000;

    @Test
    void shouldRunALostTaskAgainAtOnceAndLaterAfterAGrowingPause() {
        Retries retries = retries("100ms", "1s", 1_000, 0.5);
        retries.again(task(1), 1, true);
        assertThat(sent).containsExactly(1L);

        for (int failures = 2; failures <= 8; failures++) {
            retries.again(task(failures), failures, true);
        }
        assertThat(delaysMs()).containsExactly(75L, 150L, 300L, 600L, 750L, 750L, 750L);
    }

    @Test
    void shouldPauseAlreadyAfterTheFirstFailureOfTheTaskItself() {
        Retries retries = retries("100ms", "10s", 1_000, 0);
        retries.again(task(1), 1, false);
        retries.again(task(2), 2, false);
        retries.again(task(3), 1_000_000, false);

        assertThat(delaysMs()).containsExactly(50L, 100L, 5_000L);
        assertThat(sent).isEmpty();
        timers.get(1).action().run();
        assertThat(sent).containsExactly(2L);
        assertThat(retries.waitingCount()).isEqualTo(2);
    }

    @Test
    void shouldSpreadTasksThatFailedTogether() {
        Retries retries = new Retries(
                config("100ms", "10s", 1_000_000), this::schedule, task -> {}, () -> nowNs, random::nextDouble);
        for (int i = 0; i < 100; i++) {
            retries.again(task(i), 1, false);
        }
        assertThat(timers)
                .as("seed %d", SEED)
                .extracting(Timed::delayNs)
                .allSatisfy(delay ->
                        assertThat(Duration.ofNanos(delay)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepToItsBudgetAndDropNothing() {
        Retries retries = retries("0s", "0s", 10, 0.5);
        for (int i = 0; i < 30; i++) {
            retries.again(task(i), 1, true);
        }
        assertThat(sent).as("saved up for one second").hasSize(10);
        assertThat(timers).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(timers.get(i).delayNs()).isCloseTo((i + 1) * 100_000_000L, ROUNDING);
        }
        assertThat(retries.overBudget()).isEqualTo(20);

        timers.forEach(timer -> timer.action().run());
        assertThat(sent).hasSize(30);
        nowNs += TimeUnit.SECONDS.toNanos(2);
        retries.again(task(31), 1, true);
        assertThat(timers)
                .last()
                .satisfies(timer -> assertThat(timer.delayNs())
                        .as("the places of two seconds were taken in advance")
                        .isCloseTo(100_000_000L, ROUNDING));
        nowNs += TimeUnit.SECONDS.toNanos(60);
        retries.again(task(32), 1, true);
        assertThat(sent).hasSize(31);
    }

    private Retries retries(String backoff, String maxBackoff, int perSecond, double random) {
        return new Retries(
                config(backoff, maxBackoff, perSecond),
                this::schedule,
                task -> sent.add(task.sequence()),
                () -> nowNs,
                () -> random);
    }

    private static RemexConfig config(String backoff, String maxBackoff, int perSecond) {
        return RemexConfig.builder()
                .set(ConfigKey.RETRY_BACKOFF, backoff)
                .set(ConfigKey.RETRY_MAX_BACKOFF, maxBackoff)
                .set(ConfigKey.RETRY_PER_SECOND, Integer.toString(perSecond))
                .build();
    }

    private Future<?> schedule(Runnable action, long delayNs) {
        timers.add(new Timed(action, delayNs));
        return new CompletableFuture<>();
    }

    private List<Long> delaysMs() {
        return timers.stream()
                .map(timer -> TimeUnit.NANOSECONDS.toMillis(timer.delayNs()))
                .toList();
    }

    private static TaskRef<Long> task(long sequence) {
        return new TaskRef<>(null, sequence, null, TaskOptions.systemDefaults(), List.of(), null);
    }
}
