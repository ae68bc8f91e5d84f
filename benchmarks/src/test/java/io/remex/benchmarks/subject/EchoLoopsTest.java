package io.remex.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoLoopsTest {
    private static final String TIMES = " warmup=1 duration=5";

    private LocalEcho echo;

    @Test
    void shouldMeasureEachCallOfTheClosedLoop() {
        RoundAnswer answer = loops(1).closedLoop(RoundRequest.parse("sync" + TIMES));

        assertThat(answer.latency().getTotalCount()).isPositive();
        assertThat(answer.numbers().get("throughput")).isPositive();
        assertThat(echo.isClosed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void shouldKeepTheWindow(int window) {
        RoundAnswer answer = loops(1).windowLoop(RoundRequest.parse("window window=" + window + TIMES));

        assertThat(answer.numbers().get("throughput")).isPositive();
        assertThat(echo.deepest).isLessThanOrEqualTo(window).isPositive();
        assertThat(echo.waiting).isEmpty();
    }

    @Test
    void shouldMakeAsManyCallsAsTheRateSays() {
        RoundAnswer answer = loops(1).openLoop(RoundRequest.parse("open rate=10000 window=100" + TIMES));

        assertThat(answer.latency().getTotalCount()).isEqualTo(50);
    }

    @Test
    void shouldCountAStallForEveryCallThatItDelaysInTheOpenLoop() {
        long stallNs = 4_000_000;
        EchoLoops loops = new EchoLoops((window, request) -> {
            echo = new LocalEcho(1);
            echo.stallNs = stallNs;
            return echo;
        });

        RoundAnswer answer = loops.openLoop(RoundRequest.parse("open rate=10000 window=100 warmup=0 duration=5"));

        // 40 of the 50 calls were due during the stall; a loop that waited for it would have seen one long call
        assertThat(answer.latency().getValueAtPercentile(50)).isGreaterThan(1_000_000);
        assertThat(answer.latency().getMaxValue()).isGreaterThanOrEqualTo((long) (stallNs * 0.99));
    }

    @Test
    void shouldCallAfterEachPause() {
        RoundAnswer answer = loops(1).afterIdle(RoundRequest.parse("after-idle idle=1 calls=3" + TIMES));

        assertThat(answer.latency().getTotalCount()).isEqualTo(3);
    }

    @Test
    void shouldFailWhenAResultIsWrong() {
        assertThatThrownBy(() -> loops(2).closedLoop(RoundRequest.parse("sync" + TIMES)))
                .hasMessage("the call of 0 returned 2");
        assertThatThrownBy(() -> loops(2).windowLoop(RoundRequest.parse("window window=5" + TIMES)))
                .hasMessageContaining("returned");
        assertThat(echo.isClosed).isTrue();
    }

    private EchoLoops loops(int increment) {
        return new EchoLoops((window, request) -> {
            echo = new LocalEcho(increment);
            return echo;
        });
    }

    /** Adds at once, what it was told to add; can be slow once. */
    private static final class LocalEcho implements Echo {
        private final Deque<Long> waiting = new ArrayDeque<>();
        private final int increment;
        private long stallNs;
        private int deepest;
        private boolean isClosed;

        private LocalEcho(int increment) {
            this.increment = increment;
        }

        @Override
        public long call(long value) {
            return value + increment;
        }

        @Override
        public void submit(long value) {
            waiting.add(value + increment);
            deepest = Math.max(deepest, waiting.size());
        }

        @Override
        public long take() {
            long startNs = System.nanoTime();
            while (System.nanoTime() - startNs < stallNs) {
                Thread.onSpinWait();
            }
            stallNs = 0;
            return waiting.remove();
        }

        @Override
        public boolean isOldestReady() {
            return !waiting.isEmpty();
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
