package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.GetTimeoutException;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import io.remex.Remex;
import io.remex.RuntimeClosedException;
import io.remex.TaskCancelledException;
import io.remex.TaskFailedException;
import io.remex.TaskOptions;
import io.remex.TaskTimeoutException;
import io.remex.system.ApiSystem.Shape;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.Large;
import io.remex.system.functions.LargeRemote;
import io.remex.system.functions.Streams;
import io.remex.system.functions.StreamsRemote;
import io.remex.system.functions.Streams_GreeksRefs;
import io.remex.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tasks with several results: items one by one, and components of a record. */
abstract class StreamContract extends ApiContract {
    private static final int NO_GATE = -1;

    StreamContract(ApiSystem system) {
        super(system);
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void shouldGiveAllItemsInOrder() {
        init();
        List<Integer> values = new ArrayList<>();
        for (ObjectRef<Integer> item : StreamsRemote.numbers(newGate("all").path(), 500, NO_GATE)) {
            assertThat(item.isReady()).isTrue();
            values.add(item.get());
        }
        assertThat(values).isEqualTo(upTo(500));
        assertThat(StreamsRemote.words(List.of("a", "b")).values()).containsExactly("a", "b");
    }

    @Test
    void shouldGiveItemsBeforeTheTaskEnds() {
        init();
        Gate gate = newGate("early");
        try (ObjectRefStream<Integer> stream = StreamsRemote.numbers(gate.path(), 4, 2)) {
            assertThat(stream.next(SOON).get()).isZero();
            assertThat(stream.next(SOON).get()).isEqualTo(1);
            assertThat(stream.isReady()).isFalse();
            assertThat(stream.completion().isReady()).isFalse();
            assertThatThrownBy(() -> stream.next(Duration.ZERO)).isInstanceOf(GetTimeoutException.class);
            gate.open();
            assertThat(stream.values()).containsExactly(2, 3);
            assertThat(stream.completion().get(SOON)).isEqualTo(4);
        }
    }

    @Test
    void shouldHaveNoItemsAndAnEnd() {
        init();
        ObjectRefStream<Integer> stream = StreamsRemote.numbers(newGate("none").path(), 0, NO_GATE);
        assertThat(stream.hasNext()).isFalse();
        assertThat(stream.isReady()).isTrue();
        assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
        assertThat(stream.completion().get(SOON)).isZero();
    }

    @Test
    void shouldKeepTheProducerWithinTheWindowAndLetOthersRunMeanwhile() {
        Remex.init(config(Shape.ONE_SLOT).with(ConfigKey.STREAM_WINDOW, "4"));
        Gate gate = newGate("window");
        try (ObjectRefStream<Integer> stream = StreamsRemote.numbers(gate.path(), 20, NO_GATE)) {
            gate.awaitNote("made-3");
            // there is one slot: this runs when the producer has given it back, because it waits
            assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
            assertThat(gate.count("made-")).isEqualTo(4);
            assertThat(stream.next().get()).isZero();
            assertThat(stream.next().get()).isEqualTo(1);
            gate.awaitNote("made-5");
            assertThat(ArithmeticRemote.add(2L, 2L).get(SOON)).isEqualTo(4);
            assertThat(gate.count("made-")).isEqualTo(6);
            assertThat(stream.values()).hasSize(18);
        }
    }

    @Test
    void shouldKeepTheProducerWithinTheBytesOfTheWindow() {
        Remex.init(config(Shape.ONE_SLOT).with(ConfigKey.STREAM_WINDOW_BYTES, "1MiB"));
        try (ObjectRefStream<double[]> stream = StreamsRemote.blocks(12, 100_000)) {
            // 800,000 bytes each: two are more than the window, and there is one slot, which the producer has given
            // back
            TestNode.await("two items", () -> LargeRemote.objects().get(SOON) == 2);
            assertThat(LargeRemote.objects().get(SOON)).isEqualTo(2);
            ObjectRef<double[]> taken = stream.next(SOON);
            TestNode.await("one more beside it", () -> LargeRemote.objects().get(SOON) == 3);
            assertThat(LargeRemote.objects().get(SOON)).isEqualTo(3);
            taken.release();
            TestNode.await(
                    "the one that was taken to go", () -> LargeRemote.objects().get(SOON) == 2);
            assertThat(LargeRemote.objects().get(SOON)).isEqualTo(2);
        }
        try (Stream<double[]> blocks = StreamsRemote.blocks(12, 100_000).values()) {
            assertThat(blocks.map(block -> (int) block[block.length - 1])).containsExactlyElementsOf(upTo(12));
        }
        TestNode.await("no object of this program", () -> Large.objects() == 0);
        TestNode.await("no object of the worker", () -> LargeRemote.objects().get(SOON) == 0);
    }

    @Test
    void shouldFailBehindTheItemsThatWereMade() {
        init();
        ObjectRefStream<Integer> stream = StreamsRemote.failing(3);
        assertThatThrownBy(() -> stream.completion().get(SOON))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseMessage("there is no item 3");
        List<ObjectRef<Integer>> items = List.of(stream.next(), stream.next(), stream.next());
        assertThatThrownBy(stream::hasNext).isInstanceOf(TaskFailedException.class);
        assertThatThrownBy(stream::next).isInstanceOf(TaskFailedException.class);
        assertThat(Remex.get(items)).containsExactly(0, 1, 2);
    }

    @Test
    void shouldStopTheProducerAndFreeWhatWasNotTakenWhenClosed() {
        init(Shape.ONE_SLOT);
        Gate gate = newGate("closed");
        ObjectRefStream<Integer> stream = StreamsRemote.numbers(gate.path(), Integer.MAX_VALUE, NO_GATE);
        ObjectRef<Integer> first = stream.next();
        stream.close();
        stream.close();
        gate.awaitNote("closed");
        assertThat(first.get()).isZero();
        assertThat(stream.hasNext()).isFalse();
        assertThat(stream.isReady()).isTrue();
        assertThatThrownBy(() -> stream.completion().get(SOON)).isInstanceOf(TaskCancelledException.class);
        ObjectRefStream<double[]> blocks = StreamsRemote.blocks(1_000_000, 100_000);
        assertThat(blocks.hasNext()).isTrue();
        blocks.close();
        TestNode.await("no object of the worker", () -> LargeRemote.objects().get(SOON) == 0);
    }

    @Test
    void shouldKeepWhatArrivedWhenCancelledOrOutOfTime() {
        init();
        Gate gate = newGate("cancelled");
        ObjectRefStream<Integer> cancelled = StreamsRemote.numbers(gate.path(), 5, 2);
        gate.awaitNote("made-1");
        assertThat(cancelled.hasNext()).isTrue();
        assertThat(cancelled.completion().cancel()).isTrue();
        assertThat(cancelled.next().get()).isZero();
        assertThatThrownBy(() -> cancelled.forEachRemaining(ObjectRef::get)).isInstanceOf(TaskCancelledException.class);
        gate.awaitNote("closed");

        Gate late = newGate("late");
        ObjectRefStream<Integer> timedOut =
                StreamsRemote.numbers(TaskOptions.none().timeout(Duration.ofSeconds(2)), late.path(), 5, 1);
        assertThat(timedOut.next().get()).isZero();
        assertThatThrownBy(timedOut::next).isInstanceOf(TaskTimeoutException.class);
        late.awaitNote("closed");
    }

    @Test
    void shouldBeTakenByATaskThatNeedsTheOnlySlot() {
        Remex.init(config(Shape.ONE_SLOT).with(ConfigKey.STREAM_WINDOW, "2"));
        assertThat(StreamsRemote.sumOfNumbers(newGate("nested").path(), 300).get(SOON))
                .isEqualTo(44_850);
    }

    @Test
    void shouldPassItemsOnAndBringReferencesInside() {
        init();
        List<ObjectRef<Double>> sums = new ArrayList<>();
        for (ObjectRef<double[]> block : StreamsRemote.blocks(10, 100_000)) {
            sums.add(LargeRemote.sum(block, 0, 100_000));
        }
        assertThat(Remex.get(sums, SOON))
                .isEqualTo(upTo(10).stream().map(Integer::doubleValue).toList());
        assertThat(StreamsRemote.holders(5).values().map(holder -> holder.ref().get(SOON)))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void shouldEndWithItsSession() {
        init();
        ObjectRefStream<Integer> stream =
                StreamsRemote.numbers(newGate("session").path(), 5, 1);
        assertThat(stream.hasNext()).isTrue();
        Remex.shutdown();
        assertThatThrownBy(stream::hasNext).isInstanceOf(RuntimeClosedException.class);
        stream.close();
    }

    @Test
    void shouldGiveAReferenceForEachComponent() {
        init();
        Streams_GreeksRefs greeks = StreamsRemote.greeks(2.5, 100_000);
        assertThat(LargeRemote.sum(greeks.delta(), 0, 100_000).get(SOON)).isEqualTo(2.5);
        greeks.delta().release();
        assertThatThrownBy(() -> greeks.delta().get()).isInstanceOf(ObjectLostException.class);
        assertThat(greeks.price().get(SOON)).isEqualTo(2.5);
        Streams_GreeksRefs failed = StreamsRemote.greeks(-1, 1);
        assertThatThrownBy(() -> failed.price().get(SOON)).isInstanceOf(TaskFailedException.class);
        assertThatThrownBy(() -> failed.delta().get(SOON)).isInstanceOf(TaskFailedException.class);
    }

    @Test
    void shouldSayWhatToWriteInsteadOfAMethodReference() {
        init();
        assertThatThrownBy(() -> Remex.task(Streams::failing, 3).remote())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StreamsRemote.failing(…)");
    }
}
