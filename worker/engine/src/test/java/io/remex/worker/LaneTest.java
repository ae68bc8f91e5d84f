package io.remex.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.CancelOptions;
import io.remex.ErrorCode;
import io.remex.TaskContext;
import io.remex.codec.ValueInput;
import io.remex.protocol.Failure;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.SlotHolder;
import io.remex.spi.TaskContextHolder;
import io.remex.testkit.TestNode;
import io.remex.transport.ControlPublisher;
import io.remex.transport.LatencyTier;
import io.remex.transport.PeerNode;
import io.remex.transport.ResultAdapter;
import io.remex.transport.TaskPart;
import io.remex.transport.TaskPublisher;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lane with real streams and slots; the caller's end is in the hand of the test. */
class LaneTest {
    private static final long LEASE = 5;
    private static final long NO_DEADLINE = Long.MAX_VALUE;
    private static final long FORCE_GRACE_NS = 50_000_000;

    private static TestNode node;

    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final Map<Long, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<Long, Boolean> begun = new ConcurrentHashMap<>();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();

    private final TestFunction twice = new TestFunction("twice", argument -> 2 * argument);
    private final TestFunction gated = new TestFunction("gated", this::waitAtTheGate);
    private final TestFunction failing = new TestFunction("failing", argument -> {
        if (argument == 1) {
            throw new IllegalStateException("\u20ac".repeat(100_000));
        }
        throw new UnprintableException();
    });
    private final TestFunction blocking = new TestFunction("blocking", argument -> {
        SlotHolder slot = (SlotHolder) TaskContextHolder.current();
        slot.giveBack();
        try {
            return waitAtTheGate(argument);
        } finally {
            slot.takeAgain();
        }
    });
    private final TestFunction deaf = new TestFunction("deaf", argument -> {
        CountDownLatch gate = gate(argument);
        begun.put(argument, true);
        while (gate.getCount() > 0) {
            Thread.onSpinWait();
        }
        return argument;
    });
    private final TestFunction careless = new TestFunction("careless", argument -> {
        boolean inherited = Thread.currentThread().isInterrupted();
        Thread.currentThread().interrupt();
        return inherited ? 1 : 0;
    });
    private final TestFunction contextual = new TestFunction("contextual", argument -> {
        TaskContext context = TaskContext.current();
        return context.taskId().sequence() * 100
                + context.attempt() * 10L
                + (context.deadline().isPresent() ? 1 : 0);
    });

    private final ExecutorService control = Executors.newSingleThreadExecutor();
    private final int controlStreamId = TestNode.newStreamId();
    private final WorkerEngine engine = new WorkerEngine(
            new EngineConfig(
                    "w1", "node-1", controlStreamId, 10, FORCE_GRACE_NS, (worker, task) -> ended.add(task.function())),
            new MachineThreads(LatencyTier.BALANCED),
            TestFunction.registry(twice, gated, failing, blocking, deaf, careless, contextual),
            node.dataPlane(),
            node.store(),
            () -> null,
            control::execute);
    private final RecordingLaneListener listener = new RecordingLaneListener();
    private final Results results = new Results();
    private TaskPublisher publisher;
    private ResultAdapter adapter;
    private ControlPublisher cancels;

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void startEngine() {
        engine.start();
    }

    @AfterEach
    void closeEverything() throws Exception {
        gates.values().forEach(CountDownLatch::countDown);
        CloseHelper.quietCloseAll(publisher, adapter, cancels);
        control.submit(engine::close).get();
        control.shutdown();
        assertThat(control.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldRunTasksAndAnswerEachOnce() {
        open(2);
        for (int i = 0; i < 5_000; i++) {
            send(i, twice, i);
        }
        awaitResults(5_000);
        for (int i = 0; i < 5_000; i++) {
            assertThat(results.value(i)).isEqualTo(2L * i);
        }
        assertThat(results.count).isEqualTo(5_000);
    }

    @Test
    void shouldTellTheTaskWhatItIs() {
        open(1);
        sendRaw(7, 42, contextual.functionId(), contextual.fingerprint(), NO_DEADLINE, 3, 0);
        sendRaw(8, 43, contextual.functionId(), contextual.fingerprint(), 1_000_000_000L, 1, 0);
        awaitResults(2);
        assertThat(results.value(7)).isEqualTo(42 * 100 + 30);
        assertThat(results.value(8)).isEqualTo(43 * 100 + 10 + 1);
    }

    @Test
    void shouldSayThatItDoesNotKnowAFunction() {
        open(1);
        sendRaw(1, 1, 12345, 1, NO_DEADLINE, 1, 0);
        sendRaw(2, 2, twice.functionId(), twice.fingerprint() + 1, NO_DEADLINE, 1, 0);
        awaitResults(2);
        assertThat(results.failure(1).code()).isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
        assertThat(results.failure(1).message()).contains("w1", Long.toHexString(12345));
        assertThat(results.failure(2).code()).isEqualTo(ErrorCode.UNKNOWN_FUNCTION);
        assertThat(results.failure(2).message()).contains("twice", "another layout");
    }

    @Test
    void shouldNotBeginATaskWhoseTimeIsOver() {
        open(1);
        sendRaw(1, 1, twice.functionId(), twice.fingerprint(), 0, 1, 0);
        awaitResults(1);
        assertThat(results.failure(1).code()).isEqualTo(ErrorCode.TASK_TIMEOUT);
    }

    @Test
    void shouldSurviveExceptionsThatCannotBeSentAsTheyAre() {
        open(1);
        send(1, failing, 1);
        send(2, failing, 2);
        send(3, twice, 3);
        awaitResults(3);
        assertThat(results.failure(1).exceptionTypes()).contains(IllegalStateException.class.getName());
        assertThat(results.failure(2).exceptionTypes()).contains(UnprintableException.class.getName());
        assertThat(results.value(3)).isEqualTo(6);
    }

    @Test
    void shouldRefuseDamagedArguments() {
        open(1);
        publisher.send(1, 1, twice.functionId(), twice.fingerprint(), NO_DEADLINE, 1, TaskPart.NONE, new byte[3]);
        awaitResults(1);
        assertThat(results.failure(1).code()).isEqualTo(ErrorCode.VALUE_CODEC);
        assertThat(results.failure(1).message()).contains("twice");
    }

    @Test
    void shouldNotHandAnInterruptOnToTheNextTask() {
        open(1);
        for (int i = 0; i < 100; i++) {
            send(i, careless, i);
        }
        awaitResults(100);
        for (int i = 0; i < 100; i++) {
            assertThat(results.value(i)).isZero();
        }
    }

    @Test
    void shouldCancelWhatRunsAndWhatWaits() {
        open(1);
        send(1, gated, 1);
        TestNode.await(() -> begun.containsKey(1L));
        send(2, gated, 2);
        send(3, twice, 3);
        cancels.sendCancel(LEASE, 2, 2, CancelOptions.defaults());
        cancels.sendCancel(LEASE, 1, 1, CancelOptions.defaults());
        awaitResults(3);
        assertThat(results.failure(1).code()).isEqualTo(ErrorCode.TASK_CANCELLED);
        assertThat(results.failure(2).code()).isEqualTo(ErrorCode.TASK_CANCELLED);
        assertThat(begun).containsOnlyKeys(1L);
        assertThat(results.value(3)).isEqualTo(6);
        assertThat(interrupted).hasValue(1);
    }

    @Test
    void shouldEndTheProcessForATaskThatIsForcedAndGoesOn() {
        open(1);
        send(1, deaf, 1);
        TestNode.await(() -> begun.containsKey(1L));
        cancels.sendCancel(LEASE, 1, 1, CancelOptions.defaults());
        send(2, twice, 2);
        assertThat(ended).isEmpty();

        cancels.sendCancel(LEASE, 1, 1, CancelOptions.defaults().force(true));

        TestNode.await(() -> !ended.isEmpty());
        openGate(1); // this process goes on, so there is an end to look at
        awaitResults(2);
        assertThat(ended).containsExactly("deaf");
    }

    @Test
    void shouldForgetCancelsThatCameTooLate() {
        Lane lane = open(1);
        send(1, twice, 1);
        awaitResults(1);
        lane.cancel(1, CancelOptions.defaults());
        assertThat(lane.isCancelledBeforeStart(2)).isFalse();
        assertThat(lane.awaitsCancelled()).isTrue();

        assertThat(lane.isCancelledBeforeStart(100_000)).isFalse();

        assertThat(lane.awaitsCancelled()).isFalse();
    }

    @Test
    void shouldCancelATaskThatBeganWhileItsCancelCame() {
        Lane lane = open(1);
        // as if the slot had looked for cancels just before this one came, and the canceller for the task just before
        // it began
        lane.cancel(1, CancelOptions.defaults());
        send(1, gated, 1);
        awaitResults(1);
        assertThat(results.failure(1).code()).isEqualTo(ErrorCode.TASK_CANCELLED);
        assertThat(lane.awaitsCancelled()).isFalse();
    }

    @Test
    void shouldRunAsManyAtOnceAsItHasSlots() {
        open(1);
        send(1, gated, 1);
        send(2, gated, 2);
        TestNode.await(() -> begun.containsKey(1L));
        resize(3);
        assertThat(listener.awaitEvent()).isEqualTo("resized 3");
        send(3, gated, 3);
        TestNode.await(() -> begun.containsKey(3L));
        TestNode.await(() -> peak.get() >= 2);
        gates.values().forEach(CountDownLatch::countDown);
        openGate(2);
        awaitResults(3);
    }

    @Test
    void shouldLetSurplusSlotsFinishFirst() {
        open(2);
        send(1, gated, 1);
        send(2, gated, 2);
        TestNode.await(() -> active.get() == 2);
        resize(1);
        assertThat(listener.events()).isEmpty();
        openGate(1);
        assertThat(listener.awaitEvent()).isEqualTo("resized 1");
        openGate(2);
        awaitResults(2);
        send(3, twice, 3);
        awaitResults(3);
    }

    /** A scheduler that has just started would otherwise give the resources of running tasks to others. */
    @Test
    void shouldCountSurplusSlotsUntilTheyHaveLeft() {
        Lane lane = open(2);
        send(1, gated, 1);
        send(2, gated, 2);
        TestNode.await(() -> active.get() == 2);
        resize(1);
        assertThat(lane.reportSlots()).isEqualTo(2);
        openGate(1);
        assertThat(listener.awaitEvent()).isEqualTo("resized 1");
        assertThat(lane.reportSlots()).isEqualTo(1);
        openGate(2);
        awaitResults(2);
    }

    @Test
    void shouldAnswerAResizeThatChangesNothing() {
        open(2);
        resize(2);
        assertThat(listener.awaitEvent()).isEqualTo("resized 2");
        send(1, gated, 1);
        send(2, gated, 2);
        TestNode.await(() -> active.get() == 2);
        resize(1);
        resize(2);
        assertThat(listener.awaitEvent()).isEqualTo("resized 2");
        openGate(1);
        openGate(2);
        awaitResults(2);
    }

    @Test
    void shouldInterruptWhatRunsAndDropWhatWaitsWhenItCloses() {
        open(1);
        for (int i = 1; i <= 10; i++) {
            send(i, gated, i);
        }
        TestNode.await(() -> active.get() == 1);
        control.execute(() -> engine.closeLane(LEASE));
        assertThat(listener.awaitEvent()).isEqualTo("closed");
        assertThat(interrupted).hasValue(1);
        assertThat(begun).hasSize(1);
        assertThat(engine.lanes()).isEmpty();
        assertThat(listener.events()).isEmpty();
    }

    @Test
    void shouldCloseALaneTwiceButSaySoOnce() throws Exception {
        open(1);
        control.submit(() -> engine.closeLane(LEASE)).get();
        assertThat(listener.awaitEvent()).isEqualTo("closed");
        assertThat(control.submit(() -> engine.closeLane(LEASE)).get()).isFalse();
        assertThat(listener.events()).isEmpty();
    }

    @Test
    void shouldOfferTheCapacityOfSlotsThatIdleBesideOneThatWaits() {
        open(2);
        send(1, blocking, 1);
        assertThat(listener.awaitEvent()).isEqualTo("blocked 1");
        assertThat(listener.awaitEvent()).isEqualTo("blocked 2");
        send(2, gated, 2);
        assertThat(listener.awaitEvent()).isEqualTo("blocked 1");
        openGate(1);
        assertThat(listener.awaitEvent()).isEqualTo("blocked 0");
        openGate(2);
        awaitResults(2);
    }

    @Test
    void shouldGiveTheRestOfABatchToOthersWhenATaskWaits() {
        open(1);
        // all at once, so that one slot takes them as one batch
        send(1, gated, 1);
        TestNode.await(() -> begun.containsKey(1L));
        send(2, blocking, 2);
        for (int i = 3; i < 10; i++) {
            send(i, twice, i);
        }
        openGate(1);
        assertThat(listener.awaitEvent()).isEqualTo("blocked 1");
        resize(2);
        assertThat(listener.awaitEvent()).isEqualTo("resized 2");
        awaitResults(8);
        openGate(2);
        // before that it is told whenever the other slot has had nothing to do for a moment
        TestNode.await(() -> listener.awaitEvent().equals("blocked 0"));
        awaitResults(9);
        for (int i = 3; i < 10; i++) {
            assertThat(results.value(i)).isEqualTo(2L * i);
        }
    }

    @Test
    void shouldRefuseToLetTooManyTasksWait() {
        open(12);
        for (int i = 1; i <= 12; i++) {
            send(i, blocking, i);
        }
        TestNode.await(() -> {
            adapter.poll(10);
            return results.count >= 2;
        });
        for (int i = 1; i <= 12; i++) {
            openGate(i);
        }
        awaitResults(12);
        long refused = results.failures.values().stream()
                .filter(failure -> failure.exceptionTypes().contains("io.remex.BackPressureException"))
                .count();
        assertThat(refused).isGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldWaitForACallerThatReadsSlowly() {
        open(2);
        int tasks = 40_000; // their results are more than the stream holds
        int sent = 0;
        while (sent < tasks) {
            if (trySend(sent, twice, sent)) {
                sent++;
            } else {
                adapter.poll(1);
            }
        }
        awaitResults(tasks);
        assertThat(results.count).isEqualTo(tasks);
    }

    @Test
    void shouldDropResultsWhenTheCallerIsGone() {
        Lane lane = open(1);
        send(1, gated, 1);
        TestNode.await(() -> begun.containsKey(1L));
        adapter.close();
        TestNode.await(() -> !lane.hasCaller());
        openGate(1);
        TestNode.await(() -> lane.resultsDropped() == 1);
        assertThat(lane.isClosed()).isFalse();
    }

    private Lane open(int slots) {
        int taskStreamId = TestNode.newStreamId();
        int resultStreamId = TestNode.newStreamId();
        control.execute(() -> engine.openLane(
                new LaneSpec(LEASE, 77, slots, taskStreamId, resultStreamId, List.of(), PeerNode.SAME), listener));
        publisher = new TaskPublisher(node.dataPlane(), PeerNode.SAME, taskStreamId);
        adapter = new ResultAdapter(node.dataPlane(), PeerNode.SAME, resultStreamId, results);
        cancels = new ControlPublisher(node.dataPlane(), PeerNode.SAME, controlStreamId);
        TestNode.await(() -> publisher.isReady() && adapter.isConnected() && cancels.isConnected());
        return engine.lanes().get(0);
    }

    private void resize(int slots) {
        control.execute(() -> engine.resizeLane(LEASE, slots));
    }

    private void send(long number, TestFunction function, long argument) {
        TestNode.await(() -> trySend(number, function, argument));
    }

    private boolean trySend(long number, TestFunction function, long argument) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(argument)
                .array();
        return publisher.send(
                        number,
                        number,
                        function.functionId(),
                        function.fingerprint(),
                        NO_DEADLINE,
                        1,
                        TaskPart.NONE,
                        bytes)
                > 0;
    }

    private void sendRaw(
            long laneSequence,
            long taskSequence,
            long functionId,
            long fingerprint,
            long remainingNs,
            int attempt,
            long argument) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(argument)
                .array();
        TestNode.await(() -> publisher.send(
                        laneSequence, taskSequence, functionId, fingerprint, remainingNs, attempt, TaskPart.NONE, bytes)
                > 0);
    }

    private void awaitResults(int count) {
        TestNode.await(count + " results", () -> {
            adapter.poll(100);
            return results.count >= count;
        });
    }

    private CountDownLatch gate(long number) {
        return gates.computeIfAbsent(number, n -> new CountDownLatch(1));
    }

    private void openGate(long number) {
        gate(number).countDown();
    }

    private long waitAtTheGate(long number) throws InterruptedException {
        begun.put(number, true);
        peak.accumulateAndGet(active.incrementAndGet(), Math::max);
        try {
            gate(number).await();
            return number;
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
        } finally {
            active.decrementAndGet();
        }
    }

    private static final class Results implements ResultAdapter.ResultHandler {
        private final Map<Long, Long> values = new HashMap<>();
        private final Map<Long, Failure> failures = new HashMap<>();
        private int count;

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
                values.put(laneSequence, in.getLong());
            } else {
                failures.put(laneSequence, Failure.decode(in));
            }
            in.requireEnd();
            count++;
        }

        @Override
        public void onItem(
                long laneSequence,
                long taskSequence,
                long index,
                OutcomeKind outcome,
                DirectBuffer buffer,
                int offset,
                int length) {
            throw new AssertionError("no task has items");
        }

        @Override
        public void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload) {
            throw new AssertionError("no reference was sent");
        }

        long value(long number) {
            assertThat(failures).doesNotContainKey(number);
            return values.get(number);
        }

        Failure failure(long number) {
            assertThat(values).doesNotContainKey(number);
            return failures.get(number);
        }
    }

    private static final class RecordingLaneListener implements LaneListener {
        private final List<String> events = new ArrayList<>();

        @Override
        public synchronized void onResized(long lease, int slots) {
            events.add("resized " + slots);
        }

        @Override
        public synchronized void onClosed(long lease) {
            events.add("closed");
        }

        @Override
        public synchronized void onBlocked(long lease, int count) {
            events.add("blocked " + count);
        }

        synchronized List<String> events() {
            return List.copyOf(events);
        }

        String awaitEvent() {
            TestNode.await("an event", () -> !events().isEmpty());
            synchronized (this) {
                return events.remove(0);
            }
        }
    }

    private static final class UnprintableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }
    }
}
