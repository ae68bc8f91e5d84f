package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import io.remex.RemexException;
import io.remex.TaskOptions;
import io.remex.ValueCodecException;
import io.remex.WorkerLostException;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueInput;
import io.remex.objectstore.ObjectWriter;
import io.remex.objectstore.StoredObject;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.FunctionSignature;
import io.remex.spi.ItemFunction;
import io.remex.spi.ItemSink;
import io.remex.spi.TaskSubmission;
import io.remex.testkit.TestNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several results of one task at their caller; the worker's end is in the hand of the test, and may break the rules. */
@Timeout(600)
class StreamTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int WINDOW = 4;
    private static TestNode node;

    private final Several stream = new Several("stream", ItemFunction.Kind.STREAM, 1);
    private final Several pair = new Several("pair", ItemFunction.Kind.RECORD, 2);

    /** Functions of no argument and several {@code long}s. */
    private static final class Several extends ItemFunction {
        Several(String name, Kind kind, int codecs) {
            super(
                    new FunctionSignature("io.remex.client.Tests", name, "()J", name),
                    TaskOptions.none(),
                    List.of(),
                    kind,
                    List.copyOf(Collections.nCopies(codecs, PrimitiveCodecs.LONG)));
        }

        @Override
        public void invoke(ValueInput arguments, ItemSink items) {
            throw new UnsupportedOperationException("the test answers for it");
        }

        TaskSubmission<Long> begin(CallerHarness caller) {
            return caller.runtime().begin(this, TaskOptions.none());
        }
    }

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private CallerHarness started() {
        CallerHarness caller = new CallerHarness(
                node,
                CallerHarness.configBuilder()
                        .set(ConfigKey.STREAM_WINDOW, Integer.toString(WINDOW))
                        .set(ConfigKey.RETRY_BACKOFF, "0s")
                        .build(),
                stream,
                pair);
        return caller.start(stream, pair);
    }

    private static void awaitHeard(CallerHarness caller, String message) {
        TestNode.await(message, () -> caller.heardOnControl().stream().anyMatch(heard -> heard.startsWith(message)));
    }

    @Test
    void shouldAnswerTheFirstItemAndThenSayWhatWasTaken() {
        try (CallerHarness caller = started()) {
            ObjectRefStream<Long> items = stream.begin(caller).submitStream();
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            String credit = "credit " + lane.lease() + ' ' + task.taskSequence() + ' ';
            lane.item(task, 0, 10);
            assertThat(items.hasNext()).isTrue();
            awaitHeard(caller, credit + "0+" + WINDOW);
            lane.item(task, 1, 11);
            assertThat(items.next(SOON).get()).isEqualTo(10);
            assertThat(items.next(SOON).get()).isEqualTo(11);
            awaitHeard(caller, credit + "2+" + WINDOW);
            lane.answer(task, 2);
            assertThat(items.hasNext()).isFalse();
            assertThat(items.completion().get(SOON)).isEqualTo(2);
        }
    }

    @Test
    void shouldEndATaskWhoseWorkerSkipsAnItem() {
        try (CallerHarness caller = started()) {
            ObjectRefStream<Long> items = stream.begin(caller).submitStream();
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            lane.item(task, 0, 10);
            lane.item(task, 2, 12);
            assertThat(items.next(SOON).get()).isEqualTo(10);
            assertBroken(items, "item 2 when 1 was next");
            awaitHeard(caller, "cancel " + lane.lease() + ' ' + task.taskSequence());
        }
    }

    @Test
    void shouldEndATaskWhoseWorkerGoesBeyondTheWindow() {
        try (CallerHarness caller = started()) {
            ObjectRefStream<Long> items = stream.begin(caller).submitStream();
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            for (int i = 0; i <= WINDOW; i++) {
                lane.item(task, i, i);
            }
            assertThatThrownBy(() -> items.completion().get(SOON)).isInstanceOf(ValueCodecException.class);
            for (int i = 0; i < WINDOW; i++) {
                assertThat(items.next().get()).isEqualTo(i);
            }
            assertBroken(items, "4 of 4 were not taken");
        }
    }

    @Test
    void shouldEndATaskWhoseItemsAreNothingOrNegative() {
        try (CallerHarness caller = started()) {
            List<ObjectRefStream<Long>> broken = List.of(
                    stream.begin(caller).submitStream(),
                    stream.begin(caller).submitStream(),
                    stream.begin(caller).submitStream());
            HandLane lane = caller.grant(3);
            List<HandLane.Task> tasks = lane.awaitTasks(3);
            lane.item(tasks.get(0), 0, OutcomeKind.FAILURE, new byte[8]);
            lane.item(tasks.get(1), 0, OutcomeKind.STORED, new byte[8]);
            lane.answer(tasks.get(2).laneSequence(), tasks.get(2).taskSequence(), OutcomeKind.VALUE, new byte[3]);
            for (ObjectRefStream<Long> items : broken) {
                assertThatThrownBy(items::hasNext).isInstanceOf(ValueCodecException.class);
            }
        }
    }

    @Test
    void shouldDropItemsThatNobodyWaitsFor() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> first;
            HandLane lane;
            HandLane.Task task;
            try (ObjectRefStream<Long> items = stream.begin(caller).submitStream()) {
                lane = caller.grant(1);
                task = lane.awaitTasks(1).get(0);
                lane.item(task, 0, 10);
                first = items.next(SOON);
            }
            awaitHeard(caller, "cancel " + lane.lease() + ' ' + task.taskSequence());
            lane.item(task, 1, 11);
            lane.item(task, -1, 11);
            lane.fail(task, ErrorCode.TASK_CANCELLED, "cancelled");
            lane.item(task, 2, 12);
            assertThat(first.get()).isEqualTo(10);
            ObjectRefStream<Long> next = stream.begin(caller).submitStream();
            TestNode.await("the next task", () -> lane.tasks().size() == 2);
            lane.answer(lane.tasks().get(1), 0);
            assertThat(next.hasNext()).isFalse();
        }
    }

    @Test
    void shouldGiveNoItemTwiceWhenTheTaskRunsAgain() {
        try (CallerHarness caller = started()) {
            ObjectRefStream<Long> items = stream.begin(caller).submitStream();
            HandLane doomed = caller.grant(1);
            HandLane.Task task = doomed.awaitTasks(1).get(0);
            for (int i = 0; i < 3; i++) {
                doomed.item(task, i, i);
            }
            assertThat(items.next(SOON).get()).isZero();
            assertThat(items.next(SOON).get()).isEqualTo(1);
            caller.lose(doomed, "killed");
            HandLane second = caller.grant(1);
            HandLane.Task again = second.awaitTasks(1).get(0);
            assertThat(again.attempt()).isEqualTo(2);
            second.item(again, 0, 100);
            awaitHeard(caller, "credit " + second.lease() + ' ' + again.taskSequence() + " 2+" + WINDOW);
            second.item(again, 2, 102); // the worker need not send what was taken
            second.item(again, 3, 3);
            second.answer(again, 4);
            assertThat(items.values()).containsExactly(2L, 3L);
        }
    }

    @Test
    void shouldFailWhenALaterAttemptHasFewerItems() {
        try (CallerHarness caller = started()) {
            ObjectRefStream<Long> items = stream.begin(caller).submitStream();
            HandLane doomed = caller.grant(1);
            HandLane.Task task = doomed.awaitTasks(1).get(0);
            doomed.item(task, 0, 0);
            doomed.item(task, 1, 1);
            assertThat(items.next(SOON).get()).isZero();
            caller.lose(doomed, "killed");
            HandLane second = caller.grant(1);
            HandLane.Task again = second.awaitTasks(1).get(0);
            second.answer(again, 1);
            assertThat(items.next(SOON).get()).isEqualTo(1);
            assertThatThrownBy(items::hasNext)
                    .isInstanceOf(WorkerLostException.class)
                    .hasMessageContaining("ended with 1 items in attempt 2, but 2 had arrived");
        }
    }

    @Test
    void shouldTakeEachComponentOnce() {
        try (CallerHarness caller = started()) {
            List<ObjectRef<?>> refs = pair.begin(caller).submitComponents();
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            lane.item(task, 1, 11);
            assertThat(refs.get(1).get(SOON)).isEqualTo(11L);
            assertThat(refs.get(0).isReady()).isFalse();
            lane.item(task, 1, 99);
            lane.item(task, 0, 10);
            lane.answer(task, 2);
            assertThat(refs.get(0).get(SOON)).isEqualTo(10L);
            assertThat(refs.get(1).get()).isEqualTo(11L);
        }
    }

    @Test
    void shouldEndATaskWhoseComponentsAreWrong() {
        try (CallerHarness caller = started()) {
            List<ObjectRef<?>> missing = pair.begin(caller).submitComponents();
            List<ObjectRef<?>> unknown = pair.begin(caller).submitComponents();
            HandLane lane = caller.grant(2);
            List<HandLane.Task> tasks = lane.awaitTasks(2);
            lane.item(tasks.get(0), 0, 10);
            lane.answer(tasks.get(0), 2);
            lane.item(tasks.get(1), 2, 12);
            assertThat(missing.get(0).get(SOON)).isEqualTo(10L);
            assertThatThrownBy(() -> missing.get(1).get(SOON))
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining("after 2 of 2 results");
            assertThatThrownBy(() -> unknown.get(0).get(SOON))
                    .isInstanceOf(ValueCodecException.class)
                    .hasMessageContaining("component 2 of 2");
        }
    }

    @Test
    void shouldCloseAStreamThatTheProgramForgot() {
        try (CallerHarness caller = started()) {
            String cancel = cancelOfForgotten(caller);
            TestNode.await(cancel, () -> {
                System.gc();
                return caller.heardOnControl().contains(cancel);
            });
        }
    }

    /** Begins a stream, of which nothing is left on the stack afterwards. */
    private String cancelOfForgotten(CallerHarness caller) {
        ObjectRefStream<Long> items = stream.begin(caller).submitStream();
        HandLane lane = caller.grant(1);
        HandLane.Task task = lane.awaitTasks(1).get(0);
        lane.item(task, 0, 10);
        assertThat(items.next(SOON).get()).isEqualTo(10);
        assertThat(caller.heardOnControl()).noneMatch(heard -> heard.startsWith("cancel"));
        return "cancel " + lane.lease() + ' ' + task.taskSequence();
    }

    @Test
    void shouldSayWhyALostItemIsNotMadeAgain() {
        try (CallerHarness caller = started()) {
            ObjectRefStream<Long> items = stream.begin(caller).submitStream();
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            StoredObject object;
            try (ObjectWriter writer = node.store().writer(Long.BYTES)) {
                writer.writeLong(10);
                object = writer.seal();
            }
            lane.item(task, 0, OutcomeKind.STORED, object.descriptor().encode());
            ObjectRef<Long> item = items.next(SOON);
            assertThat(item.get()).isEqualTo(10);
            object.free();
            assertThatThrownBy(item::get)
                    .isInstanceOf(ObjectLostException.class)
                    .hasMessageContaining("result 0 of stream")
                    .hasMessageContaining("one of several results of a task")
                    .hasMessageContaining("submit the task again");
            lane.answer(task, 1);
            assertThat(items.hasNext()).isFalse();
        }
    }

    @Test
    void shouldRefuseAFunctionOfTheOtherKind() {
        try (CallerHarness caller = started()) {
            assertThatThrownBy(() -> pair.begin(caller).submitStream()).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> stream.begin(caller).submitComponents())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertBroken(ObjectRefStream<Long> items, String message) {
        assertThatThrownBy(items::hasNext).isInstanceOf(RemexException.class).hasMessageContaining(message);
    }
}
