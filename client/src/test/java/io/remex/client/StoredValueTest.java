package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.RemexConfig;
import io.remex.TaskOptions;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.ObjectRefCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueOutput;
import io.remex.objectstore.ObjectSink;
import io.remex.objectstore.StoreCounter;
import io.remex.objectstore.StoredObject;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.TaskSubmission;
import io.remex.testkit.TestNode;
import io.remex.transport.MessageLimits;
import io.remex.transport.ReturnPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values in the store as the caller counts them, with the worker's end of the lane in the hand of the test. */
class StoredValueTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LENGTH = 20_000;

    private static TestNode node;

    private final TestFunction<long[]> large =
            new TestFunction<>("large", TaskOptions.none(), PrimitiveCodecs.LONG, ArrayCodecs.LONG);
    private final TestFunction<Long> sum =
            new TestFunction<>("sum", TaskOptions.none(), ArrayCodecs.LONG, PrimitiveCodecs.LONG);
    private final TestFunction<Long> borrowing = new TestFunction<>(
            "borrowing", TaskOptions.none(), new ObjectRefCodec<>(ArrayCodecs.LONG), PrimitiveCodecs.LONG);
    private final CallerHarness caller = new CallerHarness(node, large, sum, borrowing).start(large, sum, borrowing);
    private final List<StoredObject> workers = new ArrayList<>();

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void close() {
        workers.forEach(StoredObject::free);
        caller.close();
        assertThat(objects()).as("objects left behind").isZero();
    }

    private static long objects() {
        return node.store().statistics().value(StoreCounter.OBJECTS);
    }

    /** An object as a worker writes it. */
    private StoredObject workersObject(long value) {
        ValueOutput out = new ValueOutput(MessageLimits.INLINE_LIMIT_BYTES, "limit", ObjectSink.opener(node.store()));
        out.reset(null);
        ArrayCodecs.LONG.encode(out, filled(value));
        StoredObject object = ((ObjectSink) out.takeSink()).seal();
        workers.add(object);
        return object;
    }

    private static long[] filled(long value) {
        long[] values = new long[LENGTH];
        Arrays.fill(values, value);
        return values;
    }

    private static void answerStored(HandLane lane, HandLane.Task task, StoredObject object) {
        lane.answer(
                task.laneSequence(),
                task.taskSequence(),
                OutcomeKind.STORED,
                object.descriptor().encode());
    }

    private void awaitFreed(StoredObject object) {
        String freed = "free " + object.descriptor().generation();
        TestNode.await(freed, () -> caller.heardOnControl().contains(freed));
    }

    @Test
    void shouldSayWhoItIsBeforeTheFirstTask() {
        large.submit(caller.runtime(), 1);
        HandLane lane = caller.grant(1);
        lane.awaitTasks(1);
        assertThat(caller.heardOnControl()).startsWith("attach");
    }

    @Test
    void shouldReadAResultThatAWorkerHoldsAndFreeItOnRelease() {
        ObjectRef<long[]> ref = large.submit(caller.runtime(), 1);
        HandLane lane = caller.grant(1);
        StoredObject object = workersObject(5);
        answerStored(lane, lane.awaitTasks(1).get(0), object);
        assertThat(ref.get(SOON)).isEqualTo(filled(5));
        assertThat(ref.get(SOON)).isEqualTo(filled(5));
        assertThat(caller.heardOnControl()).noneMatch(heard -> heard.startsWith("free"));
        ref.release();
        awaitFreed(object);
        assertThatThrownBy(ref::get).isInstanceOf(ObjectLostException.class).hasMessageContaining("released");
    }

    @Test
    void shouldFreeAResultThatNobodyWants() {
        TaskRef<long[]> cancelled = (TaskRef<long[]>) large.submit(caller.runtime(), 1);
        HandLane lane = caller.grant(1);
        HandLane.Task task = lane.awaitTasks(1).get(0);
        cancelled.cancel();
        StoredObject late = workersObject(1);
        answerStored(lane, task, late);
        StoredObject stray = workersObject(2);
        lane.answer(9_999, 9_999, OutcomeKind.STORED, stray.descriptor().encode());
        caller.runtime().polling().pollOnce();
        TestNode.await("both results", () -> {
            caller.runtime().polling().pollOnce();
            return caller.heardOnControl().stream()
                            .filter(heard -> heard.startsWith("free"))
                            .count()
                    == 2;
        });
        awaitFreed(late);
        awaitFreed(stray);
    }

    @Test
    void shouldFailOnADamagedDescriptor() {
        ObjectRef<long[]> ref = large.submit(caller.runtime(), 1);
        HandLane lane = caller.grant(1);
        HandLane.Task task = lane.awaitTasks(1).get(0);
        lane.answer(task.laneSequence(), task.taskSequence(), OutcomeKind.STORED, new byte[40]);
        assertThatThrownBy(() -> ref.get(SOON)).hasMessageContaining("damaged descriptor");
    }

    @Test
    void shouldKeepArgumentsUntilTheWorkerHasAnswered() {
        ObjectRef<long[]> put = caller.runtime().put(filled(3));
        ObjectRef<Long> ref = sum.submitRef(caller.runtime(), put);
        put.release();
        HandLane lane = caller.grant(1);
        HandLane.Task task = lane.awaitTasks(1).get(0);
        assertThat(task.arguments()).isEmpty();
        assertThat(task.parts()).hasSize(1);
        ref.cancel();
        assertThat(objects()).as("the worker may still read it").isEqualTo(1);
        lane.fail(task, ErrorCode.TASK_CANCELLED, "cancelled");
        TestNode.await("the argument freed", () -> {
            caller.runtime().polling().pollOnce();
            return objects() == 0;
        });
    }

    @Test
    void shouldFreeTheArgumentsOfATaskThatWasNeverSent() {
        TaskSubmission<Long> submission = caller.runtime().begin(sum, TaskOptions.none());
        ArrayCodecs.LONG.encode(submission.arguments(), filled(1));
        ObjectRef<Long> ref = submission.submit();
        assertThat(objects()).isEqualTo(1);
        ref.cancel();
        assertThat(objects()).isZero();
    }

    @Test
    void shouldSendStoredArgumentsAgainWhenAWorkerIsLost() {
        TaskSubmission<Long> submission = caller.runtime().begin(sum, TaskOptions.none());
        ArrayCodecs.LONG.encode(submission.arguments(), filled(1));
        ObjectRef<Long> ref = submission.submit();
        HandLane first = caller.grant(1);
        first.awaitTasks(1);
        caller.lose(first, "killed");
        HandLane second = caller.grant(1);
        HandLane.Task again = second.awaitTasks(1).get(0);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.parts()).hasSize(1);
        assertThat(objects()).isEqualTo(1);
        second.answer(again, 7);
        assertThat(ref.get(SOON)).isEqualTo(7);
        assertThat(objects()).isZero();
    }

    private static void awaitHeard(CallerHarness caller, String message) {
        TestNode.await(message, () -> caller.heardOnControl().contains(message));
    }

    /** Lends a value to the worker, and lets go of it. */
    private HandLane lend(CallerHarness caller) {
        ObjectRef<long[]> put = caller.runtime().put(filled(3));
        TaskSubmission<Long> submission = caller.runtime().begin(borrowing, TaskOptions.none());
        new ObjectRefCodec<>(ArrayCodecs.LONG).encode(submission.arguments(), put);
        ObjectRef<Long> task = submission.submit();
        HandLane lane = caller.grant(1);
        HandLane.Task taken = lane.awaitTasks(1).get(0);
        awaitHeard(caller, "lend 1 of " + put.id().sequence());
        put.release();
        assertThat(caller.heardOnControl()).noneMatch(heard -> heard.startsWith("reclaim"));
        lane.answer(taken, 1);
        assertThat(task.get(SOON)).isEqualTo(1);
        awaitHeard(caller, "reclaim 1");
        assertThat(objects()).as("the worker has not returned it").isEqualTo(1);
        return lane;
    }

    @Test
    void shouldKeepWhatAWorkerHasBorrowedUntilItReturnsThatAfterItsLaneIsGone() {
        HandLane lane = lend(caller);
        caller.awaitReturned(caller.conversation(), lane.lease());
        assertThat(objects()).isEqualTo(1);
        try (ReturnPublisher publisher = new ReturnPublisher(node.dataPlane(), caller.returnStreamId())) {
            long me = caller.runtime().callerId();
            TestNode.await("another caller's loan", () -> publisher.sendReturn(me + 2, new long[] {1}, 1) > 0);
            TestNode.await("no loan", () -> publisher.sendReturn(me, new long[] {77}, 1) > 0);
            caller.awaitControlThread();
            assertThat(objects()).isEqualTo(1);
            TestNode.await("the loan", () -> publisher.sendReturn(me, new long[] {1, 1}, 2) > 0);
            TestNode.await("it is freed", () -> objects() == 0);
        }
    }

    @Test
    void shouldEndTheLoansOfAWorkerThatIsLost() {
        RemexConfig config =
                CallerHarness.configBuilder().set(ConfigKey.LEASE_IDLE, "10m").build();
        try (CallerHarness lender = new CallerHarness(node, config, borrowing).start(borrowing)) {
            HandLane lane = lend(lender);
            lender.lose(lane, "killed");
            TestNode.await("it is freed", () -> objects() == 0);
        }
    }

    @Test
    void shouldFreeWhatTheProgramStillHasWhenTheSessionEnds() {
        caller.runtime().put(filled(1));
        assertThat(objects()).isEqualTo(1);
        caller.runtime().close();
        assertThat(objects()).isZero();
    }

    @Test
    void shouldCountHolds() {
        StoredValue value = caller.runtime().own(workersObject(1));
        assertThat(value.retain()).isTrue();
        assertThat(value.holdCount()).isEqualTo(2);
        value.release();
        value.release();
        assertThat(value.retain()).isFalse();
        assertThat(value.retainForReaders()).isFalse();
    }
}
