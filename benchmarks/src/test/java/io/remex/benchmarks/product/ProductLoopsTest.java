package io.remex.benchmarks.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.benchmarks.subject.EchoLoops;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops against the real product, embedded and in miniature: what they say is checked, not how fast it is. */
class ProductLoopsTest {
    private static final EchoLoops ECHO = new EchoLoops((window, request) -> new RemexEcho(window));

    @BeforeAll
    static void useOneSlot() {
        System.setProperty(ConfigKey.WORKER_SLOTS.key(), "1");
    }

    @AfterAll
    static void useTheDefault() {
        System.clearProperty(ConfigKey.WORKER_SLOTS.key());
    }

    @Test
    void shouldMeasureCallsInAnyWay() {
        String times = " warmup=5 duration=20";

        RoundAnswer sync = ECHO.closedLoop(RoundRequest.parse("sync" + times));
        RoundAnswer pipe = ECHO.windowLoop(RoundRequest.parse("window window=100" + times));
        RoundAnswer open = ECHO.openLoop(RoundRequest.parse("open rate=1000 window=100" + times));

        assertThat(sync.latency().getTotalCount()).isPositive();
        assertThat(pipe.numbers().get("throughput")).isPositive();
        assertThat(open.latency().getTotalCount()).isEqualTo(20);
    }

    @Test
    void shouldQueueBehindTheGateAndDrain(@TempDir Path directory) {
        Path gate = directory.resolve("gate");

        RoundAnswer answer = DrainLoop.measure(RoundRequest.parse("drain tasks=3000 gate=" + gate));

        assertThat(gate).exists();
        assertThat(answer.numbers()).containsOnlyKeys("queue", "drain", "held");
    }

    @Test
    void shouldMeasureEfficiencyAllocationAndWaits() {
        RoundAnswer granularity =
                GranularityLoop.measure(RoundRequest.parse("metg cores=1 steps=500 warmup=1 duration=5"));
        RoundAnswer allocation = AllocationLoop.measure(RoundRequest.parse("allocation tasks=3000"));
        RoundAnswer waits = WaitLoop.measure(RoundRequest.parse("wait warmup=0 duration=1"));

        assertThat(granularity.numbers().get("task")).isPositive();
        assertThat(granularity.numbers().get("efficiency")).isPositive();
        assertThat(allocation.numbers()).containsOnlyKeys("caller", "worker");
        assertThat(waits.latency().getTotalCount()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "ref", "view", "ref-view"})
    void shouldPassAnArgumentThatFits(String by) {
        RoundAnswer answer =
                ArgumentLoop.measure(RoundRequest.parse("argument bytes=100000 warmup=0 duration=1 by=" + by));

        assertThat(answer.latency().getTotalCount()).isPositive();
        assertThat(answer.numbers().get("noop.p50")).isPositive();
    }

    @Test
    void shouldPutAndReadInOneProcess() {
        RoundAnswer pairs = StoreLoops.putGet(RoundRequest.parse("put-get warmup=0 duration=1"));
        RoundAnswer reads = StoreLoops.read(RoundRequest.parse("store-read bytes=100000 warmup=0 duration=1"));

        assertThat(pairs.numbers().get("throughput")).isPositive();
        assertThat(reads.numbers().get("ratio")).isPositive();
    }

    @Test
    void shouldTakeItemsOfAStream() {
        RoundAnswer items = StreamLoop.measure(RoundRequest.parse("stream warmup=0 duration=1"));

        assertThat(items.numbers().get("throughput")).isPositive();
    }

    @Test
    void shouldStart() {
        assertThat(StartLoops.embedded(RoundRequest.parse("embedded")).numbers())
                .containsOnlyKeys("init", "first");
        assertThat(StartLoops.firstTask(RoundRequest.parse("first-task"))
                        .numbers()
                        .get("ended"))
                .isPositive();
    }

    @Test
    void shouldNotWaitForAGateWhenInterrupted(@TempDir Path directory) {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> BenchmarkFunctions.awaitFile(directory.resolve("never")))
                .hasMessageContaining("nobody has made");
        assertThat(Thread.interrupted()).isTrue();
    }
}
