package io.remex.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.protocol.ProtocolVersion;
import io.remex.protocol.control.CloseLane;
import io.remex.protocol.control.FenceWorker;
import io.remex.protocol.control.HeldLane;
import io.remex.protocol.control.OpenLane;
import io.remex.protocol.control.Placement;
import io.remex.protocol.control.RegisterWorker;
import io.remex.protocol.control.ResizeLane;
import io.remex.protocol.control.Resources;
import io.remex.protocol.control.WorkerAccepted;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerDrained;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.control.WorkerRejected;
import io.remex.testkit.FakeConversation;
import io.remex.testkit.FakeScheduler;
import io.remex.testkit.TestNode;
import io.remex.transport.LatencyTier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerSessionTest {
    private static final Resources SHAPE =
            Resources.newBuilder().setMilliCpus(500).build();
    private static final long HEARTBEAT_MS = 100;

    private static TestNode node;

    private final ManualExecutor control = new ManualExecutor();
    private final FakeScheduler scheduler = new FakeScheduler();
    private final TestFunction function = new TestFunction("twice", argument -> 2 * argument);
    private final WorkerEngine engine = new WorkerEngine(
            new EngineConfig("w1", "node-1", TestNode.newStreamId(), 10, 0, ForcedEnd.none("it is a test")),
            new MachineThreads(LatencyTier.IDLE),
            TestFunction.registry(function),
            node.dataPlane(),
            node.store(),
            () -> null,
            control::execute);
    private final WorkerSession session = new WorkerSession(
            scheduler,
            control,
            TestFunction.registry(function),
            new WorkerSession.Registration(
                    "w1",
                    "node-1",
                    "",
                    Resources.newBuilder()
                            .setMilliCpus(4_000)
                            .setMilliGpus(2_000)
                            .build(),
                    List.of("GPU-a", "GPU-b"),
                    Map.of("zone", "eu"),
                    77,
                    "Java"),
            engine);

    @BeforeAll
    static void launch() {
        node = new TestNode();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void start() {
        engine.start();
        session.start();
        control.runDue();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldSayWhatItOffers() {
        RegisterWorker register = takeRegister();

        assertThat(register.getProtocolVersion()).isEqualTo(ProtocolVersion.CURRENT);
        assertThat(register.getWorker()).isEqualTo("w1");
        assertThat(register.getNode()).isEqualTo("node-1");
        assertThat(register.getControlStreamId()).isEqualTo(77);
        assertThat(register.getCapacity().getMilliCpus()).isEqualTo(4_000);
        assertThat(register.getPid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(register.getLabelsMap()).containsOnly(Map.entry("zone", "eu"));
        assertThat(register.getHeldLanesList()).isEmpty();
        assertThat(register.getFunctionsList()).hasSize(1);
        assertThat(register.getFunctions(0).getFunctionId()).isEqualTo(function.functionId());
        assertThat(register.getFunctions(0).getFingerprint()).isEqualTo(function.fingerprint());
        assertThat(register.getFunctions(0).getIdentity())
                .isEqualTo(function.signature().identity());
        assertThat(session.isRegistered()).isFalse();
    }

    @Test
    void shouldBeatOnceItIsAccepted() {
        takeRegister();
        control.advanceMs(HEARTBEAT_MS * 2);
        assertThat(scheduler.lastWorker().heard()).isEmpty();

        accept();
        assertThat(session.isRegistered()).isTrue();
        assertThat(session.lastProblem()).isEmpty();
        control.advanceMs(HEARTBEAT_MS * 3);

        assertThat(scheduler.lastWorker().heard()).hasSize(3).allMatch(WorkerMessage::hasHeartbeat);
    }

    @Test
    void shouldNotBeatTwiceAsOftenWhenItIsAcceptedTwice() {
        takeRegister();
        accept();
        accept();
        control.advanceMs(HEARTBEAT_MS * 3);

        assertThat(scheduler.lastWorker().heard()).hasSize(3);
    }

    @Test
    void shouldComeBackAsANewIncarnationWhenItIsRefused() {
        long first = takeRegister().getIncarnation();
        FakeConversation<WorkerMessage, WorkerCommand> refused = scheduler.lastWorker();
        refused.say(WorkerCommand.newBuilder()
                .setRejected(WorkerRejected.newBuilder().setReason("name is taken")));
        control.runDue();

        assertThat(refused.isClosed()).isTrue();
        assertThat(session.lastProblem()).contains("refused worker w1", "name is taken");
        control.advanceMs(50);
        assertThat(scheduler.workers()).hasSize(2);
        assertThat(takeRegister().getIncarnation()).isGreaterThan(first);
    }

    @Test
    void shouldTryAgainWithGrowingPauses() {
        takeRegister();
        long[] expectedMs = {50, 100, 200, 400, 800, 1_600, 2_000, 2_000};
        for (long pauseMs : expectedMs) {
            scheduler.lastWorker().lose("gone");
            control.runDue();
            assertThat(control.nextDueMs()).isEqualTo(pauseMs);
            control.advanceMs(pauseMs);
        }
        assertThat(scheduler.workers()).hasSize(expectedMs.length + 1);
        assertThat(session.lastProblem()).isEqualTo("gone");

        takeRegister();
        accept();
        scheduler.lastWorker().lose("gone again");
        control.runDue();
        assertThat(control.nextDueMs()).isEqualTo(50);
        assertThat(session.isRegistered()).isFalse();
    }

    @Test
    void shouldNotBeatWhileItIsAway() {
        takeRegister();
        accept();
        FakeConversation<WorkerMessage, WorkerCommand> first = scheduler.lastWorker();
        first.lose("gone");
        control.runDue();
        int heard = first.heard().size();
        control.advanceMs(HEARTBEAT_MS * 5);

        assertThat(first.heard()).hasSize(heard);
        assertThat(scheduler.lastWorker().heard()).hasSize(1).allMatch(WorkerMessage::hasRegister);
    }

    @Test
    void shouldIgnoreWhatAnEarlierConversationSays() {
        takeRegister();
        FakeConversation<WorkerMessage, WorkerCommand> first = scheduler.lastWorker();
        first.lose("gone");
        control.advanceMs(50);
        first.say(WorkerCommand.newBuilder()
                .setAccepted(WorkerAccepted.newBuilder().setHeartbeatIntervalMs(1)));
        first.lose("gone twice");
        control.runDue();

        assertThat(session.isRegistered()).isFalse();
        assertThat(scheduler.workers()).hasSize(2);
        assertThat(control.nextDueMs()).isEqualTo(-1);
    }

    @Test
    void shouldOpenResizeAndCloseALane() {
        takeRegister();
        accept();
        openLane(9, 2);
        assertThat(scheduler.lastWorker().take().getLaneOpened().getLease()).isEqualTo(9);
        assertThat(engine.lanes()).hasSize(1);

        scheduler
                .lastWorker()
                .say(WorkerCommand.newBuilder()
                        .setResizeLane(ResizeLane.newBuilder().setLease(9).setSlots(3)));
        control.runDue();
        WorkerMessage resized = awaitMessage();
        assertThat(resized.getLaneResized().getLease()).isEqualTo(9);
        assertThat(resized.getLaneResized().getSlots()).isEqualTo(3);

        closeLane(9);
        assertThat(awaitMessage().getLaneClosed().getLease()).isEqualTo(9);
        assertThat(engine.lanes()).isEmpty();
    }

    @Test
    void shouldAnswerForLanesThatItDoesNotHave() {
        takeRegister();
        accept();
        scheduler
                .lastWorker()
                .say(WorkerCommand.newBuilder()
                        .setResizeLane(ResizeLane.newBuilder().setLease(1).setSlots(3)));
        control.runDue();
        assertThat(scheduler.lastWorker().take().getLaneFailed().getLease()).isEqualTo(1);

        closeLane(2);
        assertThat(scheduler.lastWorker().take().getLaneClosed().getLease()).isEqualTo(2);
    }

    @Test
    void shouldTellANewSchedulerOfTheLanesItHolds() {
        takeRegister();
        accept();
        openLane(9, 2);
        scheduler.lastWorker().lose("gone");
        control.advanceMs(50);

        RegisterWorker register = takeRegister();
        assertThat(register.getHeldLanesList()).hasSize(1);
        HeldLane held = register.getHeldLanes(0);
        assertThat(held.getLease()).isEqualTo(9);
        assertThat(held.getCaller()).isEqualTo(55);
        assertThat(held.getShape()).isEqualTo(SHAPE);
        assertThat(held.getSlots()).isEqualTo(2);
        assertThat(engine.lanes()).hasSize(1);
    }

    @Test
    void shouldGiveTasksTheGpusOfTheirLaneAndTellANewSchedulerOfThem() {
        Placement spread = Placement.newBuilder().setSpread(true).build();
        takeRegister();
        accept();
        scheduler
                .lastWorker()
                .say(WorkerCommand.newBuilder()
                        .setOpenLane(openLane(9).addGpus(1).addGpus(0).setPlacement(spread)));
        control.runDue();
        assertThat(engine.lanes().get(0).spec().gpuIds()).containsExactly("GPU-b", "GPU-a");
        scheduler.lastWorker().lose("gone");
        control.advanceMs(50);

        HeldLane held = takeRegister().getHeldLanes(0);
        assertThat(held.getGpusList()).containsExactly(1, 0);
        assertThat(held.getPlacement()).isEqualTo(spread);
    }

    @Test
    void shouldRefuseALaneWithAGpuThatItDoesNotHave() {
        takeRegister();
        accept();
        for (int gpu : new int[] {2, -1}) {
            scheduler
                    .lastWorker()
                    .say(WorkerCommand.newBuilder().setOpenLane(openLane(9).addGpus(gpu)));
            control.runDue();
            assertThat(scheduler.lastWorker().take().getLaneFailed().getLease()).isEqualTo(9);
        }
        assertThat(engine.lanes()).isEmpty();
    }

    @Test
    void shouldCloseItsLanesAndStartAfreshWhenItIsFenced() {
        long first = takeRegister().getIncarnation();
        accept();
        openLane(9, 2);
        FakeConversation<WorkerMessage, WorkerCommand> fenced = scheduler.lastWorker();
        fenced.say(WorkerCommand.newBuilder().setFence(FenceWorker.newBuilder().setReason("silent")));
        control.runDue();

        assertThat(fenced.isClosed()).isTrue();
        assertThat(session.isRegistered()).isFalse();
        assertThat(session.lastProblem()).contains("gave worker w1 up", "silent");
        TestNode.await("lanes closed", () -> {
            control.runDue();
            return engine.lanes().isEmpty();
        });
        control.advanceMs(50);
        RegisterWorker register = takeRegister();
        assertThat(register.getIncarnation()).isGreaterThan(first);
        assertThat(register.getHeldLanesList()).isEmpty();
    }

    @Test
    void shouldDrain() throws Exception {
        takeRegister();
        accept();
        CompletableFuture<Boolean> drained = drain();
        TestNode.await("drain", () -> {
            control.runDue();
            return !scheduler.lastWorker().heard().isEmpty();
        });
        assertThat(scheduler.lastWorker().take().hasDrain()).isTrue();
        assertThat(drained).isNotDone();

        scheduler.lastWorker().say(WorkerCommand.newBuilder().setDrained(WorkerDrained.getDefaultInstance()));
        control.runDue();
        assertThat(drained.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldHaveNothingToDrainWithoutAScheduler() throws Exception {
        takeRegister();
        CompletableFuture<Boolean> drained = drain();
        TestNode.await("drained", () -> {
            control.runDue();
            return drained.isDone();
        });
        assertThat(drained.get()).isTrue();
    }

    @Test
    void shouldNotComeBackAfterClose() {
        takeRegister();
        accept();
        FakeConversation<WorkerMessage, WorkerCommand> last = scheduler.lastWorker();
        session.close();
        last.lose("gone");
        control.advanceMs(10_000);

        assertThat(last.isClosed()).isTrue();
        assertThat(session.isRegistered()).isFalse();
        assertThat(scheduler.workers()).hasSize(1);
        assertThat(last.heard()).isEmpty();
    }

    private CompletableFuture<Boolean> drain() {
        CompletableFuture<Boolean> drained = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                drained.complete(session.drain(TimeUnit.SECONDS.toNanos(60)));
            } catch (InterruptedException e) {
                drained.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return drained;
    }

    private RegisterWorker takeRegister() {
        return scheduler.lastWorker().take().getRegister();
    }

    private void accept() {
        scheduler
                .lastWorker()
                .say(WorkerCommand.newBuilder()
                        .setAccepted(WorkerAccepted.newBuilder().setHeartbeatIntervalMs(HEARTBEAT_MS)));
        control.runDue();
    }

    private void openLane(long lease, int slots) {
        scheduler
                .lastWorker()
                .say(WorkerCommand.newBuilder().setOpenLane(openLane(lease).setSlots(slots)));
        control.runDue();
    }

    private static OpenLane.Builder openLane(long lease) {
        return OpenLane.newBuilder()
                .setLease(lease)
                .setCaller(55)
                .setShape(SHAPE)
                .setSlots(1)
                .setTaskStreamId(TestNode.newStreamId())
                .setResultStreamId(TestNode.newStreamId());
    }

    private void closeLane(long lease) {
        scheduler
                .lastWorker()
                .say(WorkerCommand.newBuilder()
                        .setCloseLane(CloseLane.newBuilder().setLease(lease)));
        control.runDue();
    }

    private WorkerMessage awaitMessage() {
        TestNode.await("a message", () -> {
            control.runDue();
            return !scheduler.lastWorker().heard().isEmpty();
        });
        return scheduler.lastWorker().take();
    }
}
