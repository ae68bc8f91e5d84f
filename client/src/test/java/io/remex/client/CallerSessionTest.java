package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.InfeasibleTaskException;
import io.remex.ObjectRef;
import io.remex.Placement;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.remex.RuntimeClosedException;
import io.remex.TaskCancelledException;
import io.remex.TaskFailedException;
import io.remex.TaskOptions;
import io.remex.TaskTimeoutException;
import io.remex.UnknownFunctionException;
import io.remex.WorkerLostException;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueCodecs;
import io.remex.protocol.Failure;
import io.remex.protocol.ProtocolVersion;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.CallerRejected;
import io.remex.protocol.control.Catalogs;
import io.remex.protocol.control.Cluster;
import io.remex.protocol.control.ClusterWorker;
import io.remex.protocol.control.OpenCaller;
import io.remex.protocol.control.UrgentSlots;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.testkit.FakeConversation;
import io.remex.testkit.TestNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallerSessionTest {
    private static final Duration SOON = Duration.ofSeconds(60);

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

    private CallerHarness started() {
        return new CallerHarness(node, function).start(function);
    }

    private CallerHarness started(ConfigKey key, String value) {
        return started(key, value, ConfigKey.LATENCY, "balanced");
    }

    private CallerHarness started(ConfigKey key, String value, ConfigKey other, String otherValue) {
        RemexConfig config = CallerHarness.configBuilder()
                .set(key, value)
                .set(other, otherValue)
                .build();
        return new CallerHarness(node, config, function).start(function);
    }

    @Test
    void shouldSayWhoItIs() {
        try (CallerHarness caller = started()) {
            OpenCaller open = caller.conversation().heard().get(0).getOpen();
            assertThat(open.getProtocolVersion()).isEqualTo(ProtocolVersion.CURRENT);
            assertThat(open.getCaller()).isEqualTo(caller.runtime().callerId());
            assertThat(open.getNode()).isEqualTo(node.directory().nodeId());
            assertThat(open.getClaimedLeasesList()).isEmpty();
        }
    }

    @Test
    void shouldNameTheAddressAndTheReasonWhenNobodyAnswers() {
        try (CallerHarness caller = new CallerHarness(
                node,
                CallerHarness.configBuilder()
                        .set(ConfigKey.INIT_TIMEOUT, "50ms")
                        .build(),
                function)) {
            caller.runtime().start();
            caller.conversation().lose("connection refused");
            caller.scheduler().caller(2);
            assertThatThrownBy(() -> caller.runtime().session().awaitOpened(TimeUnit.MILLISECONDS.toNanos(50)))
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining("fake:1")
                    .hasMessageContaining("within 50 ms")
                    .hasMessageContaining("connection refused")
                    .hasMessageContaining(ConfigKey.ADDRESS.key());
        }
    }

    @Test
    void shouldSayWhyItWasRefused() {
        try (CallerHarness caller = new CallerHarness(node, function)) {
            caller.runtime().start();
            caller.conversation()
                    .say(CallerCommand.newBuilder()
                            .setRejected(CallerRejected.newBuilder().setReason("version 99")));
            assertThatThrownBy(() -> caller.runtime().session().awaitOpened(TimeUnit.SECONDS.toNanos(60)))
                    .isInstanceOf(RemexConfigException.class)
                    .hasMessageContaining("refused this caller: version 99");
            TestNode.await(
                    "the end of the conversation", () -> caller.conversation().isClosed());
        }
    }

    @Test
    void shouldLeaseRunAndGiveBack() {
        try (CallerHarness caller = started()) {
            List<ObjectRef<Long>> refs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                refs.add(function.submit(caller.runtime(), i));
            }
            FakeConversation<CallerMessage, CallerCommand> scheduler = caller.conversation();
            CallerMessage demand = scheduler.await(
                    "demand of 3",
                    message -> message.hasDemand() && message.getDemand().getSlots() == 3);
            assertThat(demand.getDemand().getCatalog()).isEqualTo(CallerHarness.CATALOG);
            assertThat(demand.getDemand().getShape().getMilliCpus()).isEqualTo(1_000);

            HandLane lane = caller.grant(3);
            List<HandLane.Task> tasks = lane.awaitTasks(3);
            for (HandLane.Task task : tasks) {
                assertThat(task.attempt()).isEqualTo(1);
                assertThat(task.functionId()).isEqualTo(function.functionId());
                assertThat(task.remainingNs()).isEqualTo(Long.MAX_VALUE);
                lane.answer(task, task.argument() * 10);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(refs.get(i).get(SOON)).isEqualTo(i * 10L);
            }

            caller.awaitReturned(scheduler, lane.lease());
            List<CallerMessage> heard = scheduler.heard().stream()
                    .filter(message -> !message.hasHeartbeat())
                    .toList();
            CallerMessage beforeReturn = heard.get(heard.size() - 2);
            assertThat(beforeReturn.getDemand().getSlots()).as("%s", heard).isZero();
            assertThat(heard.get(heard.size() - 1).hasLeaseReturned()).isTrue();
        }
    }

    @Test
    void shouldKeepALeaseForItsNextTaskWhenNothingIsWantedUntilItIsTaken() {
        try (CallerHarness caller = started(ConfigKey.LEASE_KEEP, "1h")) {
            ObjectRef<Long> first = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            lane.answer(lane.awaitTasks(1).get(0), 5);
            assertThat(first.get(SOON)).isEqualTo(5);
            caller.conversation()
                    .await(
                            "demand of 0",
                            message ->
                                    message.hasDemand() && message.getDemand().getSlots() == 0);
            caller.awaitControlThread();

            ObjectRef<Long> second = function.submit(caller.runtime(), 2);
            lane.answer(lane.awaitTasks(2).get(1), 6);
            assertThat(second.get(SOON)).isEqualTo(6);
            assertThat(caller.conversation().heard()).noneMatch(CallerMessage::hasLeaseReturned);

            caller.reduce(lane, 0);
            caller.awaitReturned(caller.conversation(), lane.lease());
        }
    }

    @Test
    void shouldKeepALeaseWhileItIsUsed() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> first = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            // longer than the idle time, by the clock that the session uses
            long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
            TestNode.await(() -> System.nanoTime() - untilNs > 0);
            assertThat(caller.conversation().heard()).noneMatch(CallerMessage::hasLeaseReturned);
            lane.answer(task, 5);
            assertThat(first.get(SOON)).isEqualTo(5);
        }
    }

    @Test
    void shouldGiveBackWhatItDidNotAskFor() {
        try (CallerHarness caller = started()) {
            HandLane lane = caller.grant(caller.conversation(), 1, 7_000, CallerHarness.CATALOG);
            caller.awaitReturned(caller.conversation(), lane.lease());
            HandLane other = caller.grant(caller.conversation(), 1, 1_000, 99);
            caller.awaitReturned(caller.conversation(), other.lease());
        }
    }

    @Test
    void shouldDrainALeaseThatIsRevoked() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> first = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            caller.reduce(lane, 0);
            caller.awaitControlThread();
            ObjectRef<Long> second = function.submit(caller.runtime(), 2);
            caller.awaitControlThread();
            assertThat(lane.tasks()).hasSize(1);
            assertThat(caller.conversation().heard()).noneMatch(CallerMessage::hasLeaseReturned);

            lane.answer(task, 5);
            assertThat(first.get(SOON)).isEqualTo(5);
            caller.awaitReturned(caller.conversation(), lane.lease());

            HandLane next = caller.grant(1);
            next.answer(next.awaitTasks(1).get(0), 6);
            assertThat(second.get(SOON)).isEqualTo(6);
        }
    }

    @Test
    void shouldSendAnotherAttemptWhenTheWorkerIsLost() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            lane.awaitTasks(1);
            caller.lose(lane, "killed");
            HandLane next = caller.grant(1);
            HandLane.Task again = next.awaitTasks(1).get(0);
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(again.argument()).isEqualTo(1);
            next.answer(again, 8);
            assertThat(ref.get(SOON)).isEqualTo(8);
        }
    }

    @Test
    void shouldTellHowOftenItTried() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> never =
                    function.submit(caller.runtime(), TaskOptions.none().maxRetries(0), 1);
            HandLane lane = caller.grant(2);
            lane.awaitTasks(1);
            ObjectRef<Long> once =
                    function.submit(caller.runtime(), TaskOptions.none().maxRetries(1), 2);
            lane.awaitTasks(2);
            caller.lose(lane, "killed");
            assertThatThrownBy(() -> never.get(SOON))
                    .isInstanceOf(WorkerLostException.class)
                    .hasMessageContaining("attempt 1")
                    .hasMessageContaining("worker w1 is lost: killed")
                    .hasMessageContaining("maxRetries=0");
            HandLane next = caller.grant(1);
            next.awaitTasks(1);
            caller.lose(next, "killed too");
            assertThatThrownBy(() -> once.get(SOON))
                    .isInstanceOf(WorkerLostException.class)
                    .hasMessageContaining("attempt 2")
                    .hasMessageContaining("all 1 retries");
        }
    }

    @Test
    void shouldNoticeABrokenLaneWithoutTheScheduler() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            lane.awaitTasks(1);
            lane.close();
            caller.awaitReturned(caller.conversation(), lane.lease());
            HandLane next = caller.grant(1);
            HandLane.Task again = next.awaitTasks(1).get(0);
            assertThat(again.attempt()).isEqualTo(2);
            next.answer(again, 8);
            assertThat(ref.get(SOON)).isEqualTo(8);
        }
    }

    @Test
    void shouldTakeTheLastResultsOfALaneThatIsLost() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            lane.answer(lane.awaitTasks(1).get(0), 9);
            caller.lose(lane, "killed just after");
            assertThat(ref.get(SOON)).isEqualTo(9);
        }
    }

    @Test
    void shouldClaimItsLeasesFromANewScheduler() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            caller.conversation().lose("scheduler restarts");
            FakeConversation<CallerMessage, CallerCommand> second =
                    caller.scheduler().caller(2);
            OpenCaller open = second.await("open", CallerMessage::hasOpen).getOpen();
            assertThat(open.getCaller()).isEqualTo(caller.runtime().callerId());
            assertThat(open.getClaimedLeasesList()).hasSize(1);
            assertThat(open.getClaimedLeases(0).getLease()).isEqualTo(lane.lease());
            assertThat(open.getClaimedLeases(0).getWorker()).isEqualTo("w1");
            assertThat(open.getClaimedLeases(0).getIncarnation()).isEqualTo(3);

            caller.welcome(second);
            second.await(
                    "demand again",
                    message -> message.hasDemand() && message.getDemand().getSlots() == 1);
            lane.answer(task, 5);
            assertThat(ref.get(SOON)).isEqualTo(5);
        }
    }

    @Test
    void shouldGoOnWithOpenLanesWhileTheSchedulerIsAway() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> first = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            lane.answer(lane.awaitTasks(1).get(0), 5);
            assertThat(first.get(SOON)).isEqualTo(5);
            caller.conversation().lose("away");
            ObjectRef<Long> second = function.submit(caller.runtime(), 2);
            lane.answer(lane.awaitTasks(2).get(1), 6);
            assertThat(second.get(SOON)).isEqualTo(6);
        }
    }

    @Test
    void shouldDropResultsThatNobodyWaitsFor() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            byte[] forged = new byte[8];
            lane.answer(task.laneSequence() + 1, task.taskSequence(), OutcomeKind.VALUE, forged);
            lane.answer(task.laneSequence(), task.taskSequence() + 1, OutcomeKind.VALUE, forged);
            lane.answer(task.laneSequence() + 32_768, task.taskSequence(), OutcomeKind.VALUE, forged);
            lane.answer(-1, -1, OutcomeKind.FAILURE, forged);
            lane.answer(task, 5);
            lane.answer(task, 6);
            assertThat(ref.get(SOON)).isEqualTo(5);
            ObjectRef<Long> next = function.submit(caller.runtime(), 2);
            lane.answer(lane.awaitTasks(2).get(1), 7);
            assertThat(next.get(SOON)).isEqualTo(7);
            CallerLane[] lanes = caller.runtime().session().pools().get(0).lanes();
            assertThat(lanes[0].lateResults()).isEqualTo(5);
            assertThat(lanes[0].inFlightCount()).isZero();
        }
    }

    @Test
    void shouldSayThatAFailureIsDamaged() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            lane.answer(task.laneSequence(), task.taskSequence(), OutcomeKind.FAILURE, new byte[] {1, 2});
            assertThatThrownBy(() -> ref.get(SOON))
                    .hasMessageContaining("damaged failure")
                    .hasMessageContaining("w1");
        }
    }

    @Test
    void shouldRetryOnTheExceptionsThatWereNamed() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref =
                    function.submit(caller.runtime(), TaskOptions.none().retryOn(IllegalStateException.class), 1);
            HandLane lane = caller.grant(1);
            HandLane.Task first = lane.awaitTasks(1).get(0);
            lane.fail(first, Failure.ofUserCode("f", new IllegalStateException("busy"), null));
            HandLane.Task second = lane.awaitTasks(2).get(1);
            assertThat(second.attempt()).isEqualTo(2);
            lane.fail(second, Failure.ofUserCode("f", new IllegalArgumentException("bad"), null));
            assertThatThrownBy(() -> ref.get(SOON))
                    .isInstanceOf(TaskFailedException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldEndTasksThatWaitToRunAgain() {
        ObjectRef<Long> waiting;
        try (CallerHarness caller = started(ConfigKey.RETRY_BACKOFF, "1h", ConfigKey.RETRY_MAX_BACKOFF, "1h")) {
            TaskOptions options = TaskOptions.none().retryOn(IllegalStateException.class);
            ObjectRef<Long> cancelled = function.submit(caller.runtime(), options, 1);
            HandLane lane = caller.grant(1);
            lane.fail(lane.awaitTasks(1).get(0), Failure.ofUserCode("f", new IllegalStateException("busy"), null));
            TestNode.await("the pause", () -> caller.runtime().retries().waitingCount() == 1);
            assertThat(cancelled.cancel()).isTrue();
            assertThatThrownBy(cancelled::get).isInstanceOf(TaskCancelledException.class);

            waiting = function.submit(caller.runtime(), options, 2);
            lane.fail(lane.awaitTasks(2).get(1), Failure.ofUserCode("f", new IllegalStateException("busy"), null));
            TestNode.await("the pause", () -> caller.runtime().retries().waitingCount() == 2);
            assertThat(waiting.isReady()).isFalse();
        }
        assertThatThrownBy(waiting::get).isInstanceOf(RuntimeClosedException.class);
    }

    @Test
    void shouldRunAgainWhatAClosingWorkerCancelled() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            lane.fail(lane.awaitTasks(1).get(0), ErrorCode.TASK_CANCELLED, "closing");
            HandLane.Task again = lane.awaitTasks(2).get(1);
            assertThat(again.attempt()).isEqualTo(2);
            lane.answer(again, 3);
            assertThat(ref.get(SOON)).isEqualTo(3);
        }
    }

    @Test
    void shouldTellTheWorkerOfACancel() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            assertThat(ref.cancel()).isTrue();
            assertThat(ref.cancel()).isFalse();
            assertThatThrownBy(ref::get).isInstanceOf(TaskCancelledException.class);
            TestNode.await(
                    "cancel",
                    () -> caller.heardOnControl().contains("cancel " + lane.lease() + ' ' + task.taskSequence()));
            lane.answer(task, 5);
            assertThatThrownBy(ref::get).isInstanceOf(TaskCancelledException.class);
        }
    }

    @Test
    void shouldNeverSendATaskThatWasCancelledWhileItWaited() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> cancelled = function.submit(caller.runtime(), 1);
            ObjectRef<Long> wanted = function.submit(caller.runtime(), 2);
            cancelled.cancel();
            HandLane lane = caller.grant(1);
            HandLane.Task only = lane.awaitTasks(1).get(0);
            assertThat(only.argument()).isEqualTo(2);
            lane.answer(only, 4);
            assertThat(wanted.get(SOON)).isEqualTo(4);
        }
    }

    @Test
    void shouldEndATaskWhoseTimeIsOver() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref =
                    function.submit(caller.runtime(), TaskOptions.none().timeout(Duration.ofMillis(30)), 1);
            assertThatThrownBy(() -> ref.get(SOON))
                    .isInstanceOf(TaskTimeoutException.class)
                    .hasMessageContaining("PT0.03S");
        }
    }

    @Test
    void shouldTakeAnEndlessTimeoutForNone() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(
                    caller.runtime(), TaskOptions.none().timeout(Duration.ofSeconds(Long.MAX_VALUE)), 1);
            HandLane lane = caller.grant(1);
            HandLane.Task task = lane.awaitTasks(1).get(0);
            assertThat(task.remainingNs()).isEqualTo(Long.MAX_VALUE);
            lane.answer(task, 1);
            assertThat(ref.get(SOON)).isEqualTo(1);
        }
    }

    @Test
    void shouldFailAtOnceWhenToldToAndNobodyHasTheFunction() {
        TestFunction<Long> unknown = TestFunction.ofLong("unknown");
        try (CallerHarness caller = new CallerHarness(
                        node,
                        CallerHarness.configBuilder()
                                .set(ConfigKey.UNKNOWN_FUNCTION, "fail")
                                .build(),
                        function,
                        unknown)
                .start(function)) {
            ObjectRef<Long> ref = unknown.submit(caller.runtime(), 1);
            assertThatThrownBy(() -> ref.get(SOON))
                    .isInstanceOf(UnknownFunctionException.class)
                    .hasMessageContaining("io.remex.client.Tests#unknown")
                    .hasMessageContaining("workers offer: f");
        }
    }

    @Test
    void shouldSayThatWorkersHaveAnotherVersion() {
        TestFunction<String> other =
                new TestFunction<>("f", TaskOptions.none(), PrimitiveCodecs.LONG, ValueCodecs.STRING);
        assertThat(other.functionId()).isEqualTo(function.functionId());
        try (CallerHarness caller = new CallerHarness(node, function).start(other)) {
            assertThatThrownBy(() -> function.submit(caller.runtime(), 1).get(SOON))
                    .isInstanceOf(UnknownFunctionException.class)
                    .hasMessageContaining("another layout")
                    .hasMessageContaining(Long.toHexString(other.fingerprint()))
                    .hasMessageContaining(Long.toHexString(function.fingerprint()));
        }
    }

    @Test
    void shouldWaitForAWorkerThatHasTheFunction() {
        TestFunction<Long> late = TestFunction.ofLong("late");
        try (CallerHarness caller = new CallerHarness(node, function, late).start(function)) {
            ObjectRef<Long> ref = late.submit(caller.runtime(), 1);
            caller.awaitControlThread();
            assertThat(ref.isReady()).isFalse();
            caller.conversation().say(CallerHarness.catalogs(22, 1, late));
            HandLane lane = caller.grant(caller.conversation(), 1, 1_000, 22);
            TestNode.await("tasks or another grant", () -> !lane.tasks().isEmpty());
            lane.answer(lane.awaitTasks(1).get(0), 2);
            assertThat(ref.get(SOON)).isEqualTo(2);
        }
    }

    @Test
    void shouldMoveTasksFromACatalogThatDied() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            caller.awaitControlThread();
            LeasePool dead = caller.runtime().session().pools().get(0);
            caller.conversation().say(CallerHarness.catalogs(22, 1, function));
            caller.awaitControlThread();
            assertThat(dead.waitingCount()).isZero();
            // one that was under way to the old pool meanwhile
            TaskRef<?> straggler = (TaskRef<?>) function.submit(caller.runtime(), 2);
            caller.awaitControlThread();
            caller.runtime().session().pools().get(1).takeWaiting().forEach(dead::submit);

            HandLane lane = caller.grant(caller.conversation(), 2, 1_000, 22);
            List<HandLane.Task> tasks = lane.awaitTasks(2);
            tasks.forEach(task -> lane.answer(task, task.argument()));
            assertThat(ref.get(SOON)).isEqualTo(1);
            assertThat(straggler.get(SOON)).isEqualTo(2L);
        }
    }

    @Test
    void shouldNotFailTasksWhileANewSchedulerHasNotSaidWhatThereIs() {
        try (CallerHarness caller = new CallerHarness(
                        node,
                        CallerHarness.configBuilder()
                                .set(ConfigKey.UNKNOWN_FUNCTION, "fail")
                                .build(),
                        function)
                .start(function)) {
            caller.conversation().lose("restart");
            FakeConversation<CallerMessage, CallerCommand> second =
                    caller.scheduler().caller(2);
            caller.welcome(second);
            ObjectRef<Long> ref =
                    function.submit(caller.runtime(), TaskOptions.none().cpus(2), 1);
            caller.awaitControlThread();
            assertThat(ref.isReady()).isFalse();
            second.say(CallerHarness.catalogs(CallerHarness.CATALOG, 1, function));
            second.await(
                    "demand",
                    message -> message.hasDemand() && message.getDemand().getSlots() == 1);
            assertThat(ref.isReady()).isFalse();
        }
    }

    @Test
    void shouldSayThatADemandIsToBeSpread() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> plain = function.submit(caller.runtime(), 1);
            function.submit(caller.runtime(), TaskOptions.none().placement(Placement.SPREAD), 2);
            for (boolean spread : new boolean[] {false, true}) {
                caller.conversation()
                        .await(
                                "demand with spread=" + spread,
                                message -> message.hasDemand()
                                        && message.getDemand().getSlots() == 1
                                        && message.getDemand().getPlacement().getSpread() == spread);
            }
            HandLane lane = caller.grant(1);
            lane.answer(lane.awaitTasks(1).get(0), 10);
            assertThat(plain.get(SOON)).isEqualTo(10);
        }
    }

    @Test
    void shouldSendTheMostUrgentTaskFirstAndTellTheSchedulerOfIt() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> normal = function.submit(caller.runtime(), 1);
            ObjectRef<Long> low =
                    function.submit(caller.runtime(), TaskOptions.none().priority(-2), 2);
            ObjectRef<Long> high =
                    function.submit(caller.runtime(), TaskOptions.none().priority(9), 3);
            caller.conversation()
                    .await(
                            "demand with priorities",
                            message -> message.hasDemand()
                                    && message.getDemand().getSlots() == 3
                                    && message.getDemand()
                                            .getUrgentList()
                                            .equals(List.of(urgent(9, 1), urgent(-2, 1))));

            HandLane lane = caller.grant(1);
            int sent = 0;
            for (ObjectRef<Long> next : List.of(high, normal, low)) {
                lane.answer(lane.awaitTasks(sent + 1).get(sent), 10);
                assertThat(next.get(SOON)).isEqualTo(10);
                sent++;
            }
            caller.conversation()
                    .await(
                            "demand without priorities",
                            message ->
                                    message.hasDemand() && message.getDemand().getUrgentCount() == 0);
        }
    }

    private static UrgentSlots urgent(int priority, int slots) {
        return UrgentSlots.newBuilder().setPriority(priority).setSlots(slots).build();
    }

    @Test
    void shouldFailTasksThatNoWorkerCouldEverRunIfToldSo() {
        try (CallerHarness caller = started(ConfigKey.INFEASIBLE, "fail")) {
            ObjectRef<Long> first = function.submit(caller.runtime(), 1);
            caller.unmet(false, "every worker is draining");
            caller.awaitControlThread();
            assertThat(first.isReady()).isFalse();

            caller.unmet(true, "no worker is large enough");
            assertThatThrownBy(() -> first.get(SOON))
                    .isInstanceOf(InfeasibleTaskException.class)
                    .hasMessageContaining("no worker is large enough");
            ObjectRef<Long> next = function.submit(caller.runtime(), 2);
            assertThatThrownBy(() -> next.get(SOON)).isInstanceOf(InfeasibleTaskException.class);

            caller.conversation().say(CallerHarness.catalogs(CallerHarness.CATALOG, 2, function));
            ObjectRef<Long> after = function.submit(caller.runtime(), 3);
            HandLane lane = caller.grant(1);
            lane.answer(lane.awaitTasks(1).get(0), 30);
            assertThat(after.get(SOON)).isEqualTo(30);
        }
    }

    @Test
    void shouldKeepTasksThatNoWorkerCouldEverRun() {
        try (CallerHarness caller = started()) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            caller.unmet(true, "no worker is large enough");
            caller.awaitControlThread();
            assertThat(ref.isReady()).isFalse();
            HandLane lane = caller.grant(1);
            lane.answer(lane.awaitTasks(1).get(0), 10);
            assertThat(ref.get(SOON)).isEqualTo(10);
        }
    }

    @Test
    void shouldTryAnotherCatalogBeforeATaskIsInfeasible() {
        try (CallerHarness caller = started(ConfigKey.INFEASIBLE, "fail")) {
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            CallerCommand.Builder both = CallerHarness.catalogs(CallerHarness.CATALOG, 2, function);
            both.getCatalogsBuilder()
                    .addCatalogs(CallerHarness.catalogs(12, 1, function)
                            .getCatalogs()
                            .getCatalogs(0));
            caller.conversation().say(both);
            caller.unmet(true, "no worker is large enough");

            caller.conversation()
                    .await(
                            "demand on the other catalog",
                            message ->
                                    message.hasDemand() && message.getDemand().getCatalog() == 12);
            HandLane lane = caller.grant(caller.conversation(), 1, 1_000, 12);
            lane.answer(lane.awaitTasks(1).get(0), 10);
            assertThat(ref.get(SOON)).isEqualTo(10);
        }
    }

    @Test
    void shouldShowTheCluster() throws Exception {
        try (CallerHarness caller = started()) {
            CompletableFuture<Integer> workers = new CompletableFuture<>();
            Thread asking = new Thread(
                    () -> workers.complete(caller.runtime().cluster().workers().size()));
            asking.start();
            CallerMessage question = caller.conversation().await("describe", CallerMessage::hasDescribe);
            caller.conversation()
                    .say(CallerCommand.newBuilder()
                            .setCluster(Cluster.newBuilder()
                                    .setRequest(question.getDescribe().getRequest() + 1)));
            caller.conversation()
                    .say(CallerCommand.newBuilder()
                            .setCluster(Cluster.newBuilder()
                                    .setRequest(question.getDescribe().getRequest())
                                    .addWorkers(ClusterWorker.newBuilder().setWorker("w1"))));
            assertThat(workers.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            asking.join();
        }
    }

    @Test
    void shouldEndEverythingWhenTheSessionEnds() throws Exception {
        CallerHarness caller = started();
        ObjectRef<Long> inFlight = function.submit(caller.runtime(), 1);
        HandLane lane = caller.grant(1);
        lane.awaitTasks(1);
        ObjectRef<Long> waiting = function.submit(caller.runtime(), 2);
        ObjectRef<Long> heldBack = function.submitRef(caller.runtime(), waiting);
        TestFunction<Long> unknown = TestFunction.ofLong("unknown");
        ObjectRef<Long> homeless = unknown.submit(caller.runtime(), 3);
        List<CompletableFuture<Long>> futures = new ArrayList<>();
        for (ObjectRef<Long> ref : List.of(inFlight, waiting, heldBack, homeless)) {
            futures.add(ref.toCompletableFuture());
        }
        caller.close();
        for (CompletableFuture<Long> future : futures) {
            assertThatThrownBy(() -> future.orTimeout(60, TimeUnit.SECONDS).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(RuntimeClosedException.class);
        }
        assertThatThrownBy(inFlight::get).isInstanceOf(RuntimeClosedException.class);
        assertThatThrownBy(() -> function.submit(caller.runtime(), 1)).isInstanceOf(RuntimeClosedException.class);
        assertThat(caller.conversation().isClosed()).isTrue();
    }

    @Test
    void shouldEndEverythingWhenTheNodeDies() {
        TestNode own = new TestNode();
        try (CallerHarness caller = new CallerHarness(own, function).start(function)) {
            ObjectRef<Long> inFlight = function.submit(caller.runtime(), 1);
            caller.grant(1).awaitTasks(1);
            ObjectRef<Long> waiting = function.submit(caller.runtime(), 2);
            own.stopDriver();
            for (ObjectRef<Long> ref : List.of(inFlight, waiting)) {
                assertThatThrownBy(() -> ref.get(SOON))
                        .isInstanceOf(WorkerLostException.class)
                        .hasMessageContaining("remex-node was stopped or killed");
            }
            ObjectRef<Long> later = function.submit(caller.runtime(), 3);
            assertThatThrownBy(() -> later.get(SOON)).isInstanceOf(WorkerLostException.class);
        } finally {
            own.close();
        }
    }

    @Test
    void shouldForgetACatalogThatIsNotOfferedAnyMore() {
        try (CallerHarness caller = started()) {
            caller.conversation().say(CallerCommand.newBuilder().setCatalogs(Catalogs.getDefaultInstance()));
            caller.awaitControlThread();
            ObjectRef<Long> ref = function.submit(caller.runtime(), 1);
            caller.awaitControlThread();
            assertThat(caller.conversation().heard()).noneMatch(CallerMessage::hasDemand);
            caller.conversation().say(CallerHarness.catalogs(CallerHarness.CATALOG, 1, function));
            HandLane lane = caller.grant(1);
            lane.answer(lane.awaitTasks(1).get(0), 2);
            assertThat(ref.get(SOON)).isEqualTo(2);
        }
    }
}
