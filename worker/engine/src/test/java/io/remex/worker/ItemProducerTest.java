package io.remex.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.CancelOptions;
import io.remex.ErrorCode;
import io.remex.TaskOptions;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.objectstore.StoreCounter;
import io.remex.protocol.Failure;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.FunctionSignature;
import io.remex.spi.ItemFunction;
import io.remex.spi.ItemSink;
import io.remex.testkit.TestNode;
import io.remex.transport.ControlPublisher;
import io.remex.transport.ItemWindow;
import io.remex.transport.LatencyTier;
import io.remex.transport.PeerNode;
import io.remex.transport.ResultAdapter;
import io.remex.transport.TaskPart;
import io.remex.transport.TaskPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How far a task goes ahead with its items: real streams and slots, with the credits in the hand of the test. That a task waits is known
 * without a clock, because a task that waits has said so.
 */
@Timeout(600)
class ItemProducerTest {
    private static final long LEASE = 5;
    private static final int SEQUENCE_STEP = 1_000;
    private static final int ENDLESS = 1_000_000;
    private static final int ITEM_BYTES = encodedBytes(new long[5]);

    private static TestNode node;

    private final AtomicInteger made = new AtomicInteger();
    private final Numbers numbers = new Numbers();
    private final ExecutorService control = Executors.newSingleThreadExecutor();
    private final int controlStreamId = TestNode.newStreamId();
    private final WorkerEngine engine = new WorkerEngine(
            new EngineConfig("w1", "node-1", controlStreamId, 10, 0, ForcedEnd.none("it is a test")),
            new MachineThreads(LatencyTier.BALANCED),
            TestFunction.registry(numbers),
            node.dataPlane(),
            node.store(),
            () -> null,
            control::execute);
    private final Waiting waiting = new Waiting();
    private final Items items = new Items();
    private TaskPublisher publisher;
    private ResultAdapter adapter;
    private ControlPublisher credits;

    /** Makes so many arrays of so many elements; how many it has made is counted. */
    private final class Numbers extends ItemFunction {
        Numbers() {
            super(
                    new FunctionSignature("io.remex.worker.Tests", "numbers", "(II)J", "numbers"),
                    TaskOptions.none(),
                    List.of(),
                    Kind.STREAM,
                    List.of(ArrayCodecs.LONG));
        }

        @Override
        public void invoke(ValueInput arguments, ItemSink sink) throws Exception {
            int count = arguments.getInt();
            int length = arguments.getInt();
            sink.addAll(
                    ArrayCodecs.LONG,
                    IntStream.range(0, count).peek(i -> made.incrementAndGet()).mapToObj(i -> new long[length]));
        }
    }

    private static int encodedBytes(long[] item) {
        ValueOutput out = new ValueOutput(1_000, "limit");
        ArrayCodecs.LONG.encode(out, item);
        return out.length();
    }

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void open() {
        engine.start();
        int taskStreamId = TestNode.newStreamId();
        int resultStreamId = TestNode.newStreamId();
        control.execute(() -> engine.openLane(
                new LaneSpec(LEASE, 77, 1, taskStreamId, resultStreamId, List.of(), PeerNode.SAME), waiting));
        publisher = new TaskPublisher(node.dataPlane(), PeerNode.SAME, taskStreamId);
        adapter = new ResultAdapter(node.dataPlane(), PeerNode.SAME, resultStreamId, items);
        credits = new ControlPublisher(node.dataPlane(), PeerNode.SAME, controlStreamId);
        TestNode.await(() -> publisher.isReady() && adapter.isConnected() && credits.isConnected());
    }

    @AfterEach
    void closeEverything() throws Exception {
        CloseHelper.quietCloseAll(publisher, adapter, credits);
        control.submit(engine::close).get();
        control.shutdown();
        assertThat(control.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(node.store().statistics().value(StoreCounter.OBJECTS))
                .as("objects left behind")
                .isZero();
    }

    @Test
    void shouldSendOneItemAndWaitForTheFirstCredit() {
        send(1, 3, 4);
        awaitWaiting();
        assertThat(made).hasValue(1);
        awaitItems(1);
        credit(1, new ItemWindow(0, 2, ENDLESS));
        awaitWaiting();
        assertThat(made).hasValue(2);
        credit(1, new ItemWindow(1, 2, ENDLESS));
        awaitWaiting();
        assertThat(made).as("it asks for an item only when there is room").hasValue(3);
        credit(1, new ItemWindow(2, 2, ENDLESS));
        awaitEnd(1);
        assertThat(items.indexes).containsExactly(0L, 1L, 2L);
        assertThat(items.count).isEqualTo(3);
    }

    @Test
    void shouldStopAtTheBytesOfTheWindow() {
        send(1, 10, 5);
        awaitWaiting();
        credit(1, new ItemWindow(0, 100, 3 * ITEM_BYTES));
        awaitWaiting();
        assertThat(made).hasValue(3);
        // two taken: room for two more
        credit(1, new ItemWindow(2, 100, 3 * ITEM_BYTES));
        awaitWaiting();
        assertThat(made).hasValue(5);
        // one byte more, and a fourth may be begun
        credit(1, new ItemWindow(2, 100, 3 * ITEM_BYTES + 1));
        awaitWaiting();
        assertThat(made).hasValue(6);
        credit(1, new ItemWindow(2, 100, ENDLESS));
        awaitEnd(1);
        assertThat(items.count).isEqualTo(10);
    }

    @Test
    void shouldAlwaysSendOneItemHoweverLargeItIs() {
        send(1, 3, 20_000);
        for (int i = 0; i < 3; i++) {
            awaitWaiting();
            assertThat(made).hasValue(i + 1);
            credit(1, new ItemWindow(i + 1, 1, 1));
        }
        awaitEnd(1);
        assertThat(items.stored).isEqualTo(3);
    }

    @Test
    void shouldNotHearTheCreditOfAnotherTask() {
        send(1, 2, 1);
        awaitWaiting();
        credit(2, new ItemWindow(0, 100, ENDLESS));
        credit(-1, new ItemWindow(0, 100, ENDLESS));
        credit(1, new ItemWindow(0, 1, ENDLESS)); // says nothing new, and is heard after the others
        // the one slot has been replaced, so that another task runs, and ends, behind them
        send(3, 0, 1);
        awaitEnd(3);
        assertThat(made).hasValue(1);
        credit(1, new ItemWindow(0, 3, ENDLESS));
        awaitEnd(1);
        assertThat(made).hasValue(2);
    }

    @Test
    void shouldNotSendWhatIsTakenAlready() {
        send(1, 6, 1);
        awaitWaiting();
        credit(1, new ItemWindow(4, 1, ENDLESS));
        awaitWaiting();
        assertThat(made).hasValue(5);
        credit(1, new ItemWindow(6, 1, ENDLESS));
        awaitEnd(1);
        assertThat(items.indexes).startsWith(0L, 4L);
        assertThat(items.count).isEqualTo(6);
    }

    @Test
    void shouldEndWhenItIsCancelledWhileItWaits() {
        send(1, 3, 1);
        awaitWaiting();
        assertThat(credits.sendCancel(LEASE, 1, SEQUENCE_STEP, CancelOptions.defaults()))
                .isPositive();
        awaitEnd(1);
        assertThat(items.failure.code()).isEqualTo(ErrorCode.TASK_CANCELLED);
        assertThat(made).hasValue(1);
    }

    private void send(long number, int count, int length) {
        ValueOutput out = new ValueOutput(100, "limit");
        out.putInt(count);
        out.putInt(length);
        TestNode.await(() -> publisher.send(
                        number,
                        number * SEQUENCE_STEP,
                        numbers.functionId(),
                        numbers.fingerprint(),
                        Long.MAX_VALUE,
                        1,
                        TaskPart.NONE,
                        out.copy())
                > 0);
    }

    private void credit(long number, ItemWindow window) {
        TestNode.await(() -> credits.sendCredit(LEASE, number, number * SEQUENCE_STEP, window) > 0);
    }

    /** Waits until one more time a task has said that it waits. */
    private void awaitWaiting() {
        waiting.awaitNext();
    }

    private void awaitItems(int count) {
        TestNode.await(count + " items", () -> {
            adapter.poll(100);
            return items.indexes.size() >= count;
        });
    }

    private void awaitEnd(long number) {
        TestNode.await("the end of task " + number, () -> {
            adapter.poll(100);
            return items.ended.contains(number);
        });
    }

    /** Hears how many tasks of the lane wait. */
    private static final class Waiting implements LaneListener {
        private int begun;
        private int seen;
        private int last;

        @Override
        public synchronized void onBlocked(long lease, int count) {
            if (count > last) {
                begun += count - last;
            }
            last = count;
        }

        private void awaitNext() {
            seen++;
            TestNode.await("wait number " + seen, () -> {
                synchronized (this) {
                    return begun >= seen;
                }
            });
        }

        @Override
        public void onResized(long lease, int slots) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public void onClosed(long lease) {
            // at the end of each test
        }
    }

    private final class Items implements ResultAdapter.ResultHandler {
        private final List<Long> indexes = new ArrayList<>();
        private final List<Long> ended = new ArrayList<>();
        private long count;
        private int stored;
        private Failure failure;

        @Override
        public void onItem(
                long laneSequence,
                long taskSequence,
                long index,
                OutcomeKind outcome,
                DirectBuffer buffer,
                int offset,
                int length) {
            indexes.add(index);
            if (outcome == OutcomeKind.STORED) {
                stored++;
            } else {
                assertThat(outcome).isEqualTo(OutcomeKind.VALUE);
            }
        }

        @Override
        public void onResult(
                long laneSequence,
                long taskSequence,
                long runNs,
                OutcomeKind outcome,
                DirectBuffer buffer,
                int offset,
                int length) {
            byte[] payload = new byte[length];
            buffer.getBytes(offset, payload);
            ValueInput in = new ValueInput().wrap(payload, null);
            if (outcome == OutcomeKind.VALUE) {
                count = in.getLong();
            } else {
                failure = Failure.decode(in);
            }
            ended.add(laneSequence);
        }

        @Override
        public void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload) {
            throw new AssertionError("no reference was sent");
        }
    }
}
