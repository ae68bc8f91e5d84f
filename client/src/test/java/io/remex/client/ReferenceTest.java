package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.BackPressureException;
import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.GetTimeoutException;
import io.remex.ObjectId;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.OwnerLostException;
import io.remex.TaskCancelledException;
import io.remex.TaskFailedException;
import io.remex.TaskOptions;
import io.remex.ValueCodecException;
import io.remex.WaitResult;
import io.remex.codec.Codec;
import io.remex.codec.ObjectRefCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.TaskSubmission;
import io.remex.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** References: outcomes, listeners, waits, dependencies, and references that travel. */
class ReferenceTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static TestNode node;

    private final TestFunction<Long> function = TestFunction.ofLong("f");
    private final TestFunction<ObjectRef<Long>> echo = new TestFunction<>(
            "echo",
            TaskOptions.none(),
            new ObjectRefCodec<>(PrimitiveCodecs.LONG),
            new ObjectRefCodec<>(PrimitiveCodecs.LONG));
    private final CallerHarness caller = new CallerHarness(node, function, echo).start(function, echo);

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
        Thread.interrupted();
        caller.close();
    }

    private TaskRef<Long> newTask() {
        return (TaskRef<Long>) function.submit(caller.runtime(), 1);
    }

    private static byte[] encoded(long value) {
        ValueOutput out = new ValueOutput(100, "limit");
        out.putLong(value);
        return out.copy();
    }

    // ---- outcomes and listeners

    @Test
    void shouldKeepTheFirstOutcomeOfManyAndTellEachListenerOnce() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            TaskRef<Long> task = newTask();
            int completers = 3;
            int listenersEach = 20;
            AtomicInteger won = new AtomicInteger();
            AtomicInteger heard = new AtomicInteger();
            List<Object> outcomes = Collections.synchronizedList(new ArrayList<>());
            CyclicBarrier barrier = new CyclicBarrier(completers + 2);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < completers; i++) {
                int value = i;
                boolean fails = random.nextBoolean();
                threads.add(new Thread(() -> {
                    await(barrier);
                    boolean first = fails
                            ? task.completeFailure(Failure.of(ErrorCode.TASK_FAILED, "failure " + value))
                            : task.completeValue(encoded(value));
                    if (first) {
                        won.incrementAndGet();
                    }
                }));
            }
            for (int i = 0; i < 2; i++) {
                threads.add(new Thread(() -> {
                    await(barrier);
                    for (int n = 0; n < listenersEach; n++) {
                        boolean dead = n % 3 == 0;
                        task.listen(new ReadyListener() {
                            @Override
                            void onReady(Object outcome) {
                                outcomes.add(outcome);
                                heard.addAndGet(dead ? 0 : 1);
                            }

                            @Override
                            boolean isDead() {
                                return dead;
                            }
                        });
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(won).as("round %d", round).hasValue(1);
            // 13 of 20 are interested
            assertThat(heard).as("round %d", round).hasValue(2 * 13);
            assertThat(outcomes.stream().distinct().count())
                    .as("round %d", round)
                    .isEqualTo(1);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldNotKeepListenersThatNobodyWaitsForAnyMore() {
        TaskRef<Long> task = newTask();
        List<SwitchedListener> alive = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            // two who take turns: there is always a live one in front of a dead one
            SwitchedListener listener = new SwitchedListener();
            task.listen(listener);
            alive.add(listener);
            if (alive.size() > 2) {
                alive.remove(0).isDead = true;
            }
        }
        assertThat(task.listenerCount()).isLessThan(50);
        task.completeValue(encoded(1));
        assertThat(alive).allMatch(listener -> listener.heard == 1);
    }

    private static final class SwitchedListener extends ReadyListener {
        private boolean isDead;
        private int heard;

        @Override
        void onReady(Object outcome) {
            heard++;
        }

        @Override
        boolean isDead() {
            return isDead;
        }
    }

    @Test
    void shouldCompleteFutures() {
        TaskRef<Long> task = newTask();
        TaskRef<Long> failing = newTask();
        CompletableFuture<Long> before = task.toCompletableFuture();
        CompletableFuture<Long> beforeFailure = failing.toCompletableFuture();
        task.completeValue(encoded(5));
        failing.completeFailure(Failure.of(ErrorCode.WORKER_LOST, "gone"));
        assertThat(before.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(5);
        assertThat(task.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join())
                .isEqualTo(5);
        assertThatThrownBy(() -> beforeFailure.orTimeout(60, TimeUnit.SECONDS).join())
                .hasMessageContaining("gone");
    }

    @Test
    void shouldForgetAReleasedValueButServeWhoAskedBefore() {
        TaskRef<Long> task = newTask();
        ObjectRef<Long> dependant = function.submitRef(caller.runtime(), task);
        CompletableFuture<Long> future = task.toCompletableFuture();
        task.release();
        task.completeValue(encoded(7));
        assertThatThrownBy(task::get).isInstanceOf(ObjectLostException.class).hasMessageContaining("released");
        assertThat(future.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(7);
        HandLane lane = caller.grant(2);
        TestNode.await("the dependant", () -> lane.tasks().stream().anyMatch(sent -> sent.argument() == 7));
        HandLane.Task sent = lane.tasks().stream()
                .filter(candidate -> candidate.argument() == 7)
                .findFirst()
                .orElseThrow();
        lane.answer(sent, 8);
        assertThat(dependant.get(SOON)).isEqualTo(8);
        // later ones are told
        assertThatThrownBy(() -> function.submitRef(caller.runtime(), task).get(SOON))
                .isInstanceOf(ObjectLostException.class);
    }

    @Test
    void shouldReleaseAPutValueAtOnce() {
        ObjectRef<String> ref = caller.runtime().put("text");
        assertThat(ref.isReady()).isTrue();
        assertThat(ref.get()).isEqualTo("text");
        ref.release();
        ref.release();
        assertThatThrownBy(ref::get).isInstanceOf(ObjectLostException.class);
        assertThat(ref.cancel()).isFalse();
    }

    @Test
    void shouldNotKeepTheArgumentsOfATaskThatEnded() {
        TaskRef<Long> task = newTask();
        task.arguments(new byte[TaskRef.SMALL_BYTES + 1], null);
        task.completeValue(encoded(1));
        assertThat(task.largeArguments()).isEmpty();
    }

    @Test
    void shouldKeepSmallArgumentsAndASmallResultInTheTask() {
        TaskRef<Long> task = newTask();
        byte[] bytes = new byte[TaskRef.SMALL_BYTES];
        assertThat(task.largeArguments()).isNull();
        assertThat(task.copySmall(bytes)).isEqualTo(8);
        List<Object> heard = new ArrayList<>();
        task.listen(new ReadyListener() {
            @Override
            void onReady(Object outcome) {
                heard.add(outcome);
            }
        });

        assertThat(task.completeSmall(Arrays.copyOf(encoded(77), TaskRef.SMALL_BYTES), 8))
                .isTrue();

        assertThat(heard).containsExactly(encoded(77));
        assertThat(task.valueOrNull()).isEqualTo(encoded(77));
        assertThat(task.get()).isEqualTo(77);
        assertThat(task.get()).isEqualTo(77);
        assertThat(task.completeSmall(new byte[TaskRef.SMALL_BYTES], 8)).isFalse();
        assertThat(task.get()).isEqualTo(77);
        task.release();
        assertThatThrownBy(task::get).isInstanceOf(ObjectLostException.class);
    }

    @Test
    void shouldRefuseASmallResultThatIsNoValue() {
        for (int length : new int[] {0, 7, 9, TaskRef.SMALL_BYTES}) {
            TaskRef<Long> task = newTask();
            task.completeSmall(new byte[TaskRef.SMALL_BYTES], length);
            assertThatThrownBy(task::get).as("length=%d", length).isInstanceOf(ValueCodecException.class);
        }
    }

    @Test
    void shouldKeepAFailureWhenASmallResultComesLate() {
        TaskRef<Long> task = newTask();
        task.cancel();
        assertThat(task.completeSmall(new byte[TaskRef.SMALL_BYTES], 8)).isFalse();
        assertThatThrownBy(task::get).isInstanceOf(TaskCancelledException.class);
    }

    // ---- waits

    @Test
    void shouldEndAWaitInTime() {
        ObjectRef<Long> ref = newTask();
        assertThatThrownBy(() -> ref.get(Duration.ZERO)).isInstanceOf(GetTimeoutException.class);
        assertThatThrownBy(() -> ref.get(Duration.ofMillis(5)))
                .isInstanceOf(GetTimeoutException.class)
                .hasMessageContaining("f")
                .hasMessageContaining("PT0.005S");
        assertThatThrownBy(() -> ref.get(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> caller.runtime().get(List.of(ref), Duration.ofMillis(1)))
                .isInstanceOf(GetTimeoutException.class)
                .hasMessageContaining("0 of 1");
    }

    @Test
    void shouldEndAWaitInTimeWhileResultsOfOthersNeverStop() throws Exception {
        ObjectRef<Long> never = newTask();
        HandLane lane = caller.grant(1);
        lane.awaitTasks(1);
        AtomicBoolean ended = new AtomicBoolean();
        byte[] noise = new byte[8];
        Thread flood = new Thread(() -> {
            while (!ended.get()) {
                if (lane.tryAnswer(-1, -1, OutcomeKind.VALUE, noise) <= 0) {
                    Thread.yield();
                }
            }
        });
        flood.start();
        try {
            assertThatThrownBy(() -> never.get(Duration.ofMillis(50))).isInstanceOf(GetTimeoutException.class);
        } finally {
            ended.set(true);
            flood.join();
        }
    }

    @Test
    void shouldHearAnInterrupt() throws Exception {
        ObjectRef<Long> ref = newTask();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread waiting = new Thread(() -> {
            try {
                ref.get();
            } catch (TaskCancelledException e) {
                stillInterrupted.set(Thread.currentThread().isInterrupted());
                thrown.complete(e);
            }
        });
        waiting.start();
        TestNode.await(() -> caller.runtime().waits().waiterCount() == 1);
        waiting.interrupt();
        assertThat(thrown.get(60, TimeUnit.SECONDS)).hasMessageContaining("was interrupted while it waited");
        waiting.join();
        assertThat(stillInterrupted).isTrue();
        assertThat(caller.runtime().waits().waiterCount()).isZero();
        assertThat(((TaskRef<?>) ref).hasOutcome()).isFalse();
    }

    @Test
    void shouldWakeAWaiterByAnotherThreadsPoll() throws Exception {
        TaskRef<Long> task = newTask();
        CompletableFuture<Long> value = new CompletableFuture<>();
        Thread waiting = new Thread(() -> value.complete(task.get()));
        waiting.start();
        TestNode.await(() -> caller.runtime().waits().waiterCount() == 1);
        task.completeValue(encoded(3));
        assertThat(value.get(60, TimeUnit.SECONDS)).isEqualTo(3);
        waiting.join();
    }

    @Test
    void shouldWaitForSomeOfMany() {
        List<TaskRef<Long>> refs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            refs.add(newTask());
        }
        refs.get(7).completeValue(encoded(7));
        refs.get(3).completeFailure(Failure.of(ErrorCode.TASK_FAILED, "no"));
        refs.get(9).completeValue(encoded(9));

        WaitResult<Long> two = caller.runtime().wait(refs, 2, SOON);
        assertThat(two.ready()).containsExactly(refs.get(3), refs.get(7));
        assertThat(two.unready()).hasSize(8).contains(refs.get(9)).startsWith(refs.get(0), refs.get(1));
        assertThat(refs.stream().mapToInt(AbstractRef::listenerCount).sum())
                .as("nobody listens if enough are ready")
                .isZero();

        WaitResult<Long> five = caller.runtime().wait(refs, 5, Duration.ofMillis(5));
        assertThat(five.ready()).containsExactly(refs.get(3), refs.get(7), refs.get(9));

        assertThatThrownBy(() -> caller.runtime().wait(refs, 0, SOON)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> caller.runtime().wait(refs, 11, SOON)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> caller.runtime().wait(List.of(refs.get(0), refs.get(0)), 1, SOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        List<TaskRef<Long>> mixed = List.of(refs.get(9), refs.get(3), refs.get(7));
        assertThat(caller.runtime().wait(mixed, 3, SOON).ready()).containsExactlyElementsOf(mixed);
        assertThatThrownBy(() -> caller.runtime().wait(List.of(refs.get(9), refs.get(3), refs.get(9)), 1, SOON))
                .hasMessageContaining("twice");
    }

    @Test
    void shouldHandOutThousandsOfResultsInOrder() {
        int count = 20_000;
        List<ObjectRef<Long>> refs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            refs.add(function.submit(caller.runtime(), i));
        }
        HandLane lane = caller.grant(4);
        Thread worker = new Thread(() -> {
            for (int answered = 0; answered < count; ) {
                for (HandLane.Task task : lane.drain(100)) {
                    lane.answer(task, task.argument() + 1);
                    answered++;
                }
            }
        });
        worker.start();
        List<Long> values = caller.runtime().get(refs, SOON);
        for (int i = 0; i < count; i++) {
            assertThat(values.get(i)).isEqualTo(i + 1L);
        }
    }

    // ---- submission

    @Test
    void shouldFillInValuesThatAreReadyAndThoseThatAreNot() {
        TaskRef<Long> first = newTask();
        ObjectRef<Long> held = function.submitRef(caller.runtime(), first);
        ObjectRef<Long> ready =
                function.submitRef(caller.runtime(), caller.runtime().put(41L));
        HandLane lane = caller.grant(3);
        TestNode.await(() -> lane.tasks().stream().anyMatch(task -> task.argument() == 41));
        assertThat(lane.tasks()).hasSize(2);
        lane.answer(lane.tasks().get(0), 1234);
        TestNode.await(() -> lane.tasks().stream().anyMatch(task -> task.argument() == 1234));
        lane.tasks().stream().skip(1).forEach(task -> lane.answer(task, task.argument()));
        assertThat(held.get(SOON)).isEqualTo(1234);
        assertThat(ready.get(SOON)).isEqualTo(41);
    }

    @Test
    void shouldFailALongChainOfDependants() {
        TaskRef<Long> first = newTask();
        ObjectRef<Long> last = first;
        List<ObjectRef<Long>> chain = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            last = function.submitRef(caller.runtime(), last);
            chain.add(last);
        }
        assertThat(first.cancel()).isTrue();
        assertThat(chain).allMatch(ref -> ((TaskRef<?>) ref).hasOutcome());
        ObjectRef<Long> end = last;
        assertThatThrownBy(end::get).isInstanceOf(TaskCancelledException.class);
    }

    @Test
    void shouldSayThatAReferenceHasTheWrongType() {
        ObjectRef<String> text = caller.runtime().put("text");
        assertThatThrownBy(() -> function.submitRef(caller.runtime(), text))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("does not fit the parameter");
        // and the next submission on this thread is not disturbed
        assertThat(function.submit(caller.runtime(), 1)).isNotNull();
    }

    @Test
    void shouldSurviveASubmissionInsideOfASubmission() {
        Codec<Long> nested = new Codec<>() {
            @Override
            public void encode(ValueOutput out, Long value) {
                function.submit(caller.runtime(), value + 1);
                out.putLong(value);
            }

            @Override
            public Long decode(ValueInput in) {
                return in.getLong();
            }

            @Override
            public String layout() {
                return "nested";
            }
        };
        TaskSubmission<Long> submission = caller.runtime().begin(function, TaskOptions.none());
        nested.encode(submission.arguments(), 100L);
        submission.submit();
        HandLane lane = caller.grant(5);
        assertThat(lane.awaitTasks(2)).extracting(HandLane.Task::argument).containsExactlyInAnyOrder(100L, 101L);
    }

    @Test
    void shouldSurviveASubmissionThatFailsHalfWay() {
        TaskSubmission<Long> submission = caller.runtime().begin(function, TaskOptions.none());
        submission.arguments().putLong(1);
        submission.arguments().putBytes(new byte[100_000], 0, 100_000);
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= ValueOutput.MAX_DEPTH; i++) {
                        submission.arguments().enter();
                    }
                })
                .isInstanceOf(ValueCodecException.class);
        ObjectRef<Long> next = function.submit(caller.runtime(), 2);
        HandLane lane = caller.grant(1);
        HandLane.Task task = lane.awaitTasks(1).get(0);
        assertThat(task.arguments()).hasSize(8);
        lane.answer(task, 3);
        assertThat(next.get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldRefuseMoreTasksThanAllowed() {
        try (CallerHarness small = new CallerHarness(
                        node,
                        CallerHarness.configBuilder()
                                .set(ConfigKey.MAX_PENDING, "2")
                                .set(ConfigKey.WHEN_FULL, "fail")
                                .build(),
                        function)
                .start(function)) {
            ObjectRef<Long> first = function.submit(small.runtime(), 1);
            function.submit(small.runtime(), 2);
            assertThatThrownBy(() -> function.submit(small.runtime(), 3))
                    .isInstanceOf(BackPressureException.class)
                    .hasMessageContaining(ConfigKey.MAX_PENDING.key());
            first.cancel();
            assertThat(function.submit(small.runtime(), 4)).isNotNull();
        }
    }

    @Test
    void shouldWaitForRoomUntilItIsInterrupted() throws Exception {
        try (CallerHarness small = new CallerHarness(
                        node,
                        CallerHarness.configBuilder()
                                .set(ConfigKey.MAX_PENDING, "1")
                                .build(),
                        function)
                .start(function)) {
            ObjectRef<Long> first = function.submit(small.runtime(), 1);
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread blocked = new Thread(() -> {
                begun.countDown();
                try {
                    function.submit(small.runtime(), 2);
                } catch (TaskCancelledException e) {
                    thrown.complete(e);
                }
            });
            blocked.start();
            begun.await();
            blocked.interrupt();
            assertThat(thrown.get(60, TimeUnit.SECONDS)).hasMessageContaining("room for another task");
            blocked.join();

            CompletableFuture<ObjectRef<Long>> submitted = new CompletableFuture<>();
            Thread patient = new Thread(() -> submitted.complete(function.submit(small.runtime(), 3)));
            patient.start();
            first.cancel();
            assertThat(submitted.get(60, TimeUnit.SECONDS)).isNotNull();
            patient.join();
        }
    }

    // ---- references that travel

    @Test
    void shouldKnowAnOwnReferenceThatComesHome() {
        TaskRef<Long> travelling = newTask();
        ObjectRef<ObjectRef<Long>> echoed = submitEcho(travelling);
        HandLane lane = caller.grant(3);
        TestNode.await(() -> lane.tasks().size() == 2);
        HandLane.Task echoTask = lane.tasks().stream()
                .filter(task -> task.functionId() == echo.functionId())
                .findFirst()
                .orElseThrow();
        // the worker gives back the identity that it got
        lane.answer(echoTask.laneSequence(), echoTask.taskSequence(), OutcomeKind.VALUE, echoTask.arguments());
        assertThat(echoed.get(SOON)).isSameAs(travelling);
    }

    @Test
    void shouldDeliverTheOutcomeOfAReferenceThatTravelled() {
        TaskRef<Long> travelling = newTask();
        submitEcho(travelling);
        HandLane lane = caller.grant(3);
        TestNode.await(() -> lane.tasks().size() == 2);
        HandLane.Task plain = lane.tasks().stream()
                .filter(task -> task.functionId() == function.functionId())
                .findFirst()
                .orElseThrow();
        assertThat(caller.heardOnControl()).noneMatch(heard -> heard.startsWith("object"));
        lane.answer(plain, 5);
        assertThat(travelling.get(SOON)).isEqualTo(5);
        TestNode.await(
                "delivery", () -> caller.heardOnControl().contains("object " + travelling.sequence() + " VALUE"));
    }

    @Test
    void shouldBorrowWhatAWorkerOwns() {
        ObjectRef<Long> early = borrow(500, lane -> lane.sendObject(9, 500, false, encoded(77)));
        assertThat(early.get(SOON)).isEqualTo(77);
        ObjectRef<Long> late = borrow(501, lane -> {});
        assertThat(late.isReady()).isFalse();
        lastLane.sendObject(9, 501, false, encoded(78));
        assertThat(late.get(SOON)).isEqualTo(78);
        assertThat(late.cancel()).isFalse();
        ObjectRef<Long> failed = borrow(502, lane -> {});
        ValueOutput out = new ValueOutput(1_000, "limit");
        Failure.of(ErrorCode.TASK_FAILED, "inner").encode(out);
        lastLane.sendObject(9, 502, true, out.copy());
        assertThatThrownBy(() -> failed.get(SOON))
                .isInstanceOf(TaskFailedException.class)
                .hasMessage("inner");
    }

    @Test
    void shouldKeepTheLaneUntilBorrowedOutcomesAreHere() {
        ObjectRef<Long> borrowed = borrow(600, lane -> {});
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(600); // three times the idle time of a lease
        TestNode.await(() -> System.nanoTime() - untilNs > 0);
        assertThat(caller.conversation().heard()).noneMatch(message -> message.hasLeaseReturned());
        lastLane.sendObject(9, 600, false, encoded(1));
        assertThat(borrowed.get(SOON)).isEqualTo(1);
        caller.awaitReturned(caller.conversation(), lastLane.lease());
    }

    @Test
    void shouldLoseWhatWasBorrowedFromAWorkerThatIsLost() {
        ObjectRef<Long> borrowed = borrow(700, lane -> {});
        caller.lose(lastLane, "killed");
        assertThatThrownBy(() -> borrowed.get(SOON))
                .isInstanceOf(OwnerLostException.class)
                .hasMessageContaining("killed");
    }

    @Test
    void shouldNotWaitForAnOutcomeOverALaneThatIsClosed() {
        borrow(800, lane -> lane.sendObject(9, 800, false, encoded(1))).get(SOON);
        CallerLane[] lanes = caller.runtime().session().pools().get(0).lanes();
        CallerLaneDelivery delivery = lanes[0].delivery();
        caller.lose(lastLane, "killed");
        caller.awaitControlThread();
        ObjectRef<Long> tooLate = caller.runtime()
                .carrier(delivery)
                .importReference(new ValueInput().wrap(identity(9, 801), null), PrimitiveCodecs.LONG);
        assertThatThrownBy(() -> tooLate.get(SOON))
                .isInstanceOf(OwnerLostException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void shouldBoundWhatIsKeptForReferencesThatNobodyRead() {
        ObjectTable table = new ObjectTable(caller.runtime());
        for (int i = 0; i < 40_000; i++) {
            table.onOutcome(new ObjectId(9, i), encoded(i));
        }
        assertThat(table.sizes()[2]).isEqualTo(16_384);
        byte[] large = new byte[60_000];
        for (int i = 0; i < 5_000; i++) {
            table.onOutcome(new ObjectId(8, i), large);
        }
        assertThat(table.sizes()[2]).isLessThan(1_200);
        assertThat(table.borrow(new ObjectId(8, 4_999), PrimitiveCodecs.LONG, null)
                        .hasOutcome())
                .isTrue();
    }

    private HandLane lastLane;

    /** Lets a task return a reference that the worker owns; {@code first} is what comes before the result. */
    private ObjectRef<Long> borrow(long sequence, Consumer<HandLane> first) {
        ObjectRef<ObjectRef<Long>> result = submitEcho(caller.runtime().put(1L));
        if (lastLane == null) {
            lastLane = caller.grant(1);
        }
        TestNode.await(() -> !lastLane.tasks().isEmpty());
        HandLane.Task task = lastLane.drain(10).get(0);
        first.accept(lastLane);
        ValueOutput out = new ValueOutput(100, "limit");
        out.putBoolean(true);
        out.putLong(9);
        out.putLong(sequence);
        lastLane.answer(task.laneSequence(), task.taskSequence(), OutcomeKind.VALUE, out.copy());
        return result.get(SOON);
    }

    private static byte[] identity(long owner, long sequence) {
        ValueOutput out = new ValueOutput(100, "limit");
        out.putLong(owner);
        out.putLong(sequence);
        return out.copy();
    }

    private ObjectRef<ObjectRef<Long>> submitEcho(ObjectRef<Long> ref) {
        TaskSubmission<ObjectRef<Long>> submission = caller.runtime().begin(echo, TaskOptions.none());
        new ObjectRefCodec<>(PrimitiveCodecs.LONG).encode(submission.arguments(), ref);
        return submission.submit();
    }
}
