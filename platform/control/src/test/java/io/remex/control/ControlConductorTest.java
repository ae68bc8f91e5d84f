package io.remex.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.Catalogs;
import io.remex.protocol.control.Demand;
import io.remex.protocol.control.DrainWorker;
import io.remex.protocol.control.Resources;
import io.remex.protocol.control.SlotsBlocked;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.scheduler.SchedulerConfig;
import io.remex.scheduler.SchedulerCounter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlConductorTest {
    static {
        QuietLog.on();
    }

    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final StreamOptions REMOTE = new StreamOptions(true, () -> {});

    private final DirectQueue queue = new DirectQueue();
    private final ControlCounters counters = new ControlCounters();
    private final ControlConductor conductor =
            new ControlConductor(SchedulerConfig.defaults(), ControlTimeouts.of(3 * SECOND_NS), counters);

    ControlConductorTest() {
        queue.connect(conductor);
    }

    // ---- workers
    // -------------------------------------------------------------------------------------------------------------

    @Test
    void shouldRejectAnIncarnationThatIsThereAlreadyAndKeepTheOther() throws Exception {
        RecordingListener<WorkerCommand> first = new RecordingListener<>();
        WorkerStream stream = worker(first);
        stream.send(Messages.register("w1", 5));
        assertThat(first.next().hasAccepted()).isTrue();

        RecordingListener<WorkerCommand> second = new RecordingListener<>();
        worker(second).send(Messages.register("w1", 5));

        assertThat(second.next().getRejected().getReason()).contains("incarnation 5");
        assertThat(second.lostReason()).contains("incarnation 5");
        assertThat(first.lost).isNotDone();
        assertThat(first.commands).isEmpty();
        assertThat(workerCount()).isOne();
    }

    @Test
    void shouldFenceTheOlderIncarnationAndIgnoreTheEndOfItsStream() throws Exception {
        RecordingListener<WorkerCommand> older = new RecordingListener<>();
        WorkerStream olderStream = worker(older);
        olderStream.send(Messages.register("w1", 1));
        RecordingListener<WorkerCommand> newer = new RecordingListener<>();
        WorkerStream newerStream = worker(newer);

        newerStream.send(Messages.register("w1", 2));

        assertThat(older.next().hasAccepted()).isTrue();
        assertThat(older.next().getFence().getReason()).contains("incarnation 2");
        assertThat(older.lostReason()).contains("incarnation 2");
        olderStream.close();
        olderStream.send(Messages.workerHeartbeat());
        assertThat(newer.next().hasAccepted()).isTrue();
        assertThat(newer.lost).isNotDone();
        assertThat(workerCount()).isOne();
    }

    @Test
    void shouldTellTheCoreWhenTheCurrentStreamOfAWorkerIsLost() {
        WorkerStream stream = worker(new RecordingListener<>());
        stream.send(Messages.register("w1", 1));

        stream.close();
        stream.close();

        assertThat(workerCount()).isZero();
        assertThat(coreCounter(SchedulerCounter.WORKERS_DISCONNECTED)).isOne();
        assertThat(counters.value(ControlCounter.STREAMS_LOST)).isOne();
    }

    @Test
    void shouldRejectAWorkerThatDoesNotRegisterFirst() throws Exception {
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();
        worker(listener).send(Messages.workerHeartbeat());

        assertThat(listener.next().getRejected().getReason()).contains("HEARTBEAT");
        assertThat(listener.lost).isDone();
    }

    @Test
    void shouldFenceAWorkerThatBreaksTheProtocol() throws Exception {
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();
        WorkerStream stream = worker(listener);
        stream.send(Messages.register("w1", 1));
        listener.next();

        stream.send(WorkerMessage.newBuilder()
                .setSlotsBlocked(SlotsBlocked.newBuilder().setCount(-1))
                .build());

        assertThat(listener.next().getFence().getReason()).contains("slots_blocked.count is -1");
        assertThat(listener.lostReason()).contains("slots_blocked.count");
        assertThat(workerCount()).isZero();
        assertThat(counters.value(ControlCounter.PROTOCOL_VIOLATIONS)).isOne();
        stream.send(Messages.register("w1", 2));
        assertThat(workerCount()).isZero();
    }

    @Test
    void shouldIgnoreAKindOfMessageThatIsNewerThanThisScheduler() throws Exception {
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();
        WorkerStream stream = worker(listener);
        stream.send(Messages.register("w1", 1));

        stream.send(WorkerMessage.getDefaultInstance());

        assertThat(listener.next().hasAccepted()).isTrue();
        assertThat(listener.lost).isNotDone();
    }

    @Test
    void shouldFenceAWorkerThatIsSilent() throws Exception {
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();
        worker(listener).send(Messages.register("w1", 1));
        listener.next();

        tick(4 * SECOND_NS);

        assertThat(listener.next().hasFence()).isTrue();
        assertThat(listener.lost).isDone();
        assertThat(workerCount()).isZero();
    }

    @Test
    void shouldTellADrainingWorkerThatItIsDone() throws Exception {
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();
        WorkerStream stream = worker(listener);
        stream.send(Messages.register("w1", 1));
        listener.next();

        stream.send(WorkerMessage.newBuilder()
                .setDrain(DrainWorker.getDefaultInstance())
                .build());

        assertThat(listener.next().hasDrained()).isTrue();
    }

    @Test
    void shouldAcceptTheSameWorkerAgainAfterItsLoss() throws Exception {
        WorkerStream first = worker(new RecordingListener<>());
        first.send(Messages.register("w1", 1));
        first.close();
        RecordingListener<WorkerCommand> listener = new RecordingListener<>();

        worker(listener).send(Messages.register("w1", 2));

        assertThat(listener.next().hasAccepted()).isTrue();
    }

    // ---- callers
    // -------------------------------------------------------------------------------------------------------------

    @Test
    void shouldReplaceTheStreamOfACallerAndIgnoreTheEndOfTheOlder() throws Exception {
        RecordingListener<CallerCommand> older = new RecordingListener<>();
        CallerStream olderStream = caller(older, StreamOptions.IN_PROCESS);
        olderStream.send(Messages.open(7));
        RecordingListener<CallerCommand> newer = new RecordingListener<>();

        caller(newer, StreamOptions.IN_PROCESS).send(Messages.open(7));

        assertThat(older.lostReason()).contains("another stream");
        olderStream.close();
        assertThat(newer.next().hasOpened()).isTrue();
        assertThat(conductor.view().callers()).hasSize(1);
        assertThat(coreCounter(SchedulerCounter.CALLERS_DISCONNECTED)).isZero();
    }

    @Test
    void shouldRejectACallerThatOpensTwice() throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        CallerStream stream = caller(listener, StreamOptions.IN_PROCESS);
        stream.send(Messages.open(7));
        assertThat(listener.next().hasOpened()).isTrue();
        assertThat(listener.next().hasCatalogs()).isTrue();

        stream.send(Messages.open(8));

        assertThat(listener.next().getRejected().getReason()).contains("twice");
        assertThat(conductor.view().callers()).isEmpty();
    }

    @Test
    void shouldRejectACallerThatDoesNotOpenFirst() throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();

        caller(listener, StreamOptions.IN_PROCESS).send(Messages.demand(1, 1));

        assertThat(listener.next().getRejected().getReason()).contains("DEMAND");
    }

    @Test
    void shouldLimitTheKindsOfDemandOfOneCaller() throws Exception {
        RecordingListener<CallerCommand> listener = new RecordingListener<>();
        CallerStream stream = caller(listener, StreamOptions.IN_PROCESS);
        stream.send(Messages.open(7));
        listener.commands.clear();
        for (int round = 0; round < 3; round++) {
            for (int kind = 0; kind < ControlLimits.MAX_DEMANDS_PER_CALLER; kind++) {
                stream.send(demand(kind, 1));
            }
            for (int kind = 0; kind < ControlLimits.MAX_DEMANDS_PER_CALLER; kind++) {
                stream.send(demand(kind, 0));
            }
        }
        assertThat(listener.lost).isNotDone();

        for (int kind = 0; kind <= ControlLimits.MAX_DEMANDS_PER_CALLER; kind++) {
            stream.send(demand(kind, 1));
        }

        assertThat(listener.lostReason()).contains("kinds of demand");
        assertThat(conductor.view().callers()).isEmpty();
    }

    @Test
    void shouldEndTheStreamOfASilentCallerInAnotherProcess() throws Exception {
        RecordingListener<CallerCommand> remote = new RecordingListener<>();
        RecordingListener<CallerCommand> local = new RecordingListener<>();
        caller(remote, REMOTE).send(Messages.open(7));
        caller(local, StreamOptions.IN_PROCESS).send(Messages.open(8));

        tick(12 * SECOND_NS);
        assertThat(remote.lost).isNotDone();
        tick(13 * SECOND_NS);

        assertThat(remote.lostReason()).contains("12000 ms");
        assertThat(local.lost).isNotDone();
        assertThat(conductor.view().callers()).hasSize(1);
        assertThat(counters.value(ControlCounter.SILENT_STREAMS)).isOne();
    }

    @Test
    void shouldEndAStreamThatNeverSaysWhoItIs() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        worker(worker);

        tick(10 * SECOND_NS);
        assertThat(worker.lost).isNotDone();
        tick(11 * SECOND_NS);

        assertThat(worker.lostReason()).contains("nothing was heard");
    }

    @Test
    void shouldTellCallersAboutFunctionsAsTheWorkerSentThem() throws Exception {
        worker(new RecordingListener<>()).send(Messages.register("w1", 1));
        RecordingListener<CallerCommand> listener = new RecordingListener<>();

        caller(listener, StreamOptions.IN_PROCESS).send(Messages.open(7));

        assertThat(listener.next().hasOpened()).isTrue();
        Catalogs catalogs = listener.next().getCatalogs();
        assertThat(catalogs.getCatalogs(0).getFunctions(0)).isEqualTo(Messages.PRICE);
        assertThat(catalogs.getCatalogs(0).getFunctionsPresent()).isTrue();
        assertThat(catalogs.getCatalogs(0).getLiveWorkers()).isOne();
        assertThat(catalogs.getCatalogs(0).getReachableWorkers()).isOne();
    }

    // ---- trouble at the listener
    // ---------------------------------------------------------------------------------------------

    @Test
    void shouldSurviveAListenerThatFails() throws Exception {
        RecordingListener<CallerCommand> caller = new RecordingListener<>();
        caller(caller, StreamOptions.IN_PROCESS).send(Messages.open(7));
        caller.commands.clear();
        WorkerStream stream = worker(new ControlStreamListener<>() {
            @Override
            public void onCommand(WorkerCommand command) {
                throw new IllegalStateException("worker's fault");
            }

            @Override
            public void onLost(String reason) {
                throw new IllegalStateException("again");
            }
        });

        stream.send(Messages.register("w1", 1));

        assertThat(workerCount()).isZero();
        assertThat(counters.value(ControlCounter.INTERNAL_ERRORS)).isEqualTo(2);
        assertThat(caller.lost).isNotDone();
        CallerCommand last = null;
        while (!caller.commands.isEmpty()) {
            last = caller.next();
        }
        assertThat(last).isNotNull();
        assertThat(last.getCatalogs().getCatalogsList()).isEmpty();
    }

    @Test
    void shouldRefuseMoreStreamsThanItsLimit() throws Exception {
        for (int i = 0; i < ControlLimits.MAX_STREAMS; i++) {
            worker(new RecordingListener<>());
        }
        RecordingListener<WorkerCommand> tooMany = new RecordingListener<>();

        worker(tooMany);

        assertThat(tooMany.lostReason()).contains("10000 streams");
        assertThat(counters.value(ControlCounter.STREAM_LIMIT_HITS)).isOne();
    }

    @Test
    void shouldEndEverythingWithoutAWordWhenItCloses() {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        WorkerStream stream = worker(worker);
        stream.send(Messages.register("w1", 1));
        worker.commands.clear();

        conductor.onClose();
        stream.send(Messages.workerHeartbeat());

        assertThat(worker.commands).isEmpty();
        assertThat(worker.lost).isNotDone();
    }

    private WorkerStream worker(ControlStreamListener<WorkerCommand> listener) {
        WorkerStream stream = new WorkerStream(queue, listener, StreamOptions.IN_PROCESS, queue.nowNs);
        conductor.onOpened(stream, queue.nowNs);
        return stream;
    }

    private CallerStream caller(ControlStreamListener<CallerCommand> listener, StreamOptions options) {
        CallerStream stream = new CallerStream(queue, listener, options, queue.nowNs);
        conductor.onOpened(stream, queue.nowNs);
        return stream;
    }

    private void tick(long nowNs) {
        queue.nowNs = nowNs;
        conductor.onTick(nowNs);
    }

    private int workerCount() {
        return conductor.view().nodes().stream()
                .mapToInt(node -> node.workers().size())
                .sum();
    }

    private long coreCounter(SchedulerCounter counter) {
        return conductor.view().counters().count(counter);
    }

    private static CallerMessage demand(int milliCpus, int slots) {
        return CallerMessage.newBuilder()
                .setDemand(Demand.newBuilder()
                        .setShape(Resources.newBuilder().setMilliCpus(milliCpus))
                        .setCatalog(1)
                        .setSlots(slots))
                .build();
    }
}
