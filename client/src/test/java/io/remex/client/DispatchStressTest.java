package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.ObjectRef;
import io.remex.RemexConfig;
import io.remex.RemexException;
import io.remex.TaskCancelledException;
import io.remex.TaskOptions;
import io.remex.protocol.Failure;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms and contention: many threads submit, wait and cancel while lanes come, answer and go. */
class DispatchStressTest {
    private static final Duration SOON = Duration.ofSeconds(100);
    private static final int SUBMITTERS = 3;
    private static final int TASKS_EACH = 10_000;

    private static TestNode node;

    private final TestFunction<Long> function = TestFunction.ofLong("f");

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldLoseNoTaskWhateverHappens(long seed) throws Exception {
        try (CallerHarness caller = new CallerHarness(node, function).start(function)) {
            ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
            AtomicInteger running = new AtomicInteger(SUBMITTERS);
            List<Thread> submitters = new ArrayList<>();
            for (int s = 0; s < SUBMITTERS; s++) {
                SplittableRandom random = new SplittableRandom(seed * 100 + s);
                Thread thread = new Thread(() -> {
                    try {
                        submitAndCheck(caller.runtime(), random);
                    } catch (Throwable t) {
                        errors.add(t);
                    } finally {
                        running.decrementAndGet();
                    }
                });
                thread.start();
                submitters.add(thread);
            }
            serve(caller, new SplittableRandom(seed), running);
            for (Thread thread : submitters) {
                thread.join();
            }
            assertThat(errors).as("seed %d", seed).isEmpty();
            TestNode.await(
                    "nothing waits",
                    () -> caller.runtime().session().pools().stream().allMatch(pool -> pool.waitingCount() == 0));
        }
    }

    private void submitAndCheck(CallerRuntime runtime, SplittableRandom random) {
        TaskOptions patient = TaskOptions.none().maxRetries(1_000);
        List<ObjectRef<Long>> window = new ArrayList<>();
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < TASKS_EACH; i++) {
            long argument = random.nextLong(1_000_000);
            window.add(function.submit(runtime, patient, argument));
            expected.add(argument + 1);
            if (random.nextInt(50) == 0) {
                window.get(random.nextInt(window.size())).cancel();
            }
            if (window.size() >= 1 + random.nextInt(400)) {
                check(window, expected);
            }
        }
        check(window, expected);
    }

    private static void check(List<ObjectRef<Long>> refs, List<Long> expected) {
        for (int i = 0; i < refs.size(); i++) {
            try {
                assertThat(refs.get(i).get(SOON)).isEqualTo(expected.get(i));
            } catch (TaskCancelledException e) {
                // by this very thread
            }
        }
        refs.clear();
        expected.clear();
    }

    /** The workers: grants lanes, answers on them, and lets some of them die with tasks in flight. */
    private void serve(CallerHarness caller, SplittableRandom random, AtomicInteger running) {
        List<HandLane> lanes = new ArrayList<>();
        while (running.get() > 0) {
            if (lanes.size() < 2) {
                lanes.add(caller.grant(1 + random.nextInt(3)));
            }
            for (HandLane lane : List.copyOf(lanes)) {
                boolean returned = caller.conversation().heard().stream()
                        .anyMatch(message -> message.hasLeaseReturned()
                                && message.getLeaseReturned().getLease() == lane.lease());
                if (returned) {
                    lanes.remove(lane);
                    continue;
                }
                List<HandLane.Task> tasks = lane.drain(1 + random.nextInt(64));
                if (!tasks.isEmpty() && random.nextInt(300) == 0) {
                    caller.lose(lane, "seeded");
                    lanes.remove(lane);
                    continue;
                }
                for (HandLane.Task task : tasks) {
                    if (random.nextInt(500) == 0) {
                        lane.answer(task.laneSequence(), -1, OutcomeKind.VALUE, new byte[8]);
                    }
                    lane.answer(task, task.argument() + 1);
                }
            }
            caller.heardOnControl();
            Thread.yield();
        }
    }

    @Test
    void shouldKeepToTheWindowOfALane() {
        try (CallerHarness caller = new CallerHarness(
                        node,
                        CallerHarness.configBuilder()
                                .set(ConfigKey.SLOT_WINDOW, "4")
                                .build(),
                        function)
                .start(function)) {
            List<ObjectRef<Long>> refs = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                refs.add(function.submit(caller.runtime(), i));
            }
            HandLane lane = caller.grant(2);
            int answered = 0;
            AtomicBoolean over = new AtomicBoolean();
            while (answered < 100) {
                List<HandLane.Task> tasks = lane.drain(1_000);
                over.compareAndSet(false, tasks.size() > 8);
                tasks.forEach(task -> lane.answer(task, task.argument()));
                answered += tasks.size();
                Thread.yield();
            }
            assertThat(over).as("more than 2 slots × 4 were in flight").isFalse();
            assertThat(caller.runtime().get(refs, SOON)).hasSize(100);
        }
    }

    @Test
    void shouldSendLongTasksOneForEachSlot() {
        try (CallerHarness caller = new CallerHarness(node, function).start(function)) {
            binding(caller).onMeasured(Duration.ofMillis(50).toNanos());
            List<ObjectRef<Long>> refs = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                refs.add(function.submit(caller.runtime(), i));
            }
            HandLane lane = caller.grant(3);
            lane.awaitTasks(3);
            caller.awaitControlThread();
            assertThat(lane.tasks()).hasSize(3);
            lane.answer(lane.tasks().get(0), 1);
            assertThat(refs.get(0).get(SOON)).isEqualTo(1);
        }
    }

    private FunctionBinding<?> binding(CallerHarness caller) {
        ((TaskRef<?>) function.submit(caller.runtime(), 0)).cancel();
        return caller.runtime().submitter().bindings().iterator().next();
    }

    @Test
    void shouldUseTheLaneThatHasLeastToDo() {
        try (CallerHarness caller = new CallerHarness(node, function).start(function)) {
            for (int i = 0; i < 4; i++) {
                function.submit(caller.runtime(), i);
            }
            HandLane first = caller.grant(8);
            first.awaitTasks(4);
            HandLane second = caller.grant(8);
            TestNode.await("two open lanes", () -> {
                CallerLane[] lanes = caller.runtime().session().pools().get(0).lanes();
                return lanes.length == 2 && lanes[1].isOpen();
            });
            function.submit(caller.runtime(), 5);
            second.awaitTasks(1);
            assertThat(first.tasks()).hasSize(4);
        }
    }

    @Test
    void shouldReturnWhatHadNoResultExactlyOnce() {
        try (CallerHarness caller = new CallerHarness(node, function).start(function)) {
            for (int i = 0; i < 6; i++) {
                function.submit(caller.runtime(), i);
            }
            HandLane lane = caller.grant(6);
            List<HandLane.Task> tasks = lane.awaitTasks(6);
            lane.answer(tasks.get(2), 1);
            LeasePool pool = caller.runtime().session().pools().get(0);
            CallerLane callerLane = pool.lanes()[0];
            List<TaskRef<?>> lost = new ArrayList<>();
            boolean[] done = new boolean[1];
            caller.runtime().session().execute(() -> {
                synchronized (done) {
                    lost.addAll(pool.removeLane(callerLane));
                    done[0] = true;
                }
            });
            TestNode.await(() -> {
                synchronized (done) {
                    return done[0];
                }
            });
            assertThat(lost).hasSize(5).doesNotHaveDuplicates();
            assertThat(pool.lanes()).isEmpty();
            assertThat(callerLane.inFlightCount()).isZero();
            assertThat(callerLane.poll()).isEqualTo(-1);
            lost.forEach(task -> task.completeFailure(Failure.of(ErrorCode.WORKER_LOST, "x")));
        }
    }

    @Test
    void shouldEndATaskWhoseAttemptsAreUsedUp() {
        RemexConfig atOnce =
                CallerHarness.configBuilder().set(ConfigKey.RETRY_BACKOFF, "0s").build();
        try (CallerHarness caller = new CallerHarness(node, atOnce, function).start(function)) {
            TaskRef<?> task = (TaskRef<?>)
                    function.submit(caller.runtime(), TaskOptions.none().maxRetries(2), 1);
            caller.awaitControlThread();
            LeasePool pool = caller.runtime().session().pools().get(0);
            pool.takeWaiting();
            for (int attempt = 1; attempt <= 2; attempt++) {
                pool.retryOrFail(task, ErrorCode.WORKER_LOST, "gone");
                caller.awaitControlThread();
                assertThat(task.attempt).isEqualTo(attempt + 1);
                assertThat(pool.takeWaiting()).containsExactly(task);
            }
            pool.retryOrFail(task, ErrorCode.WORKER_LOST, "gone");
            assertThatThrownBy(() -> task.get(SOON))
                    .isInstanceOf(RemexException.class)
                    .hasMessageContaining("attempt 3")
                    .hasMessageContaining("all 2 retries");
            pool.retryOrFail(task, ErrorCode.WORKER_LOST, "again");
            caller.awaitControlThread();
            assertThat(pool.waitingCount()).isZero();
        }
    }
}
