package io.remex.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.ClusterWorker;
import io.remex.protocol.control.HeldLane;
import io.remex.protocol.control.LeaseGranted;
import io.remex.protocol.control.OpenLane;
import io.remex.protocol.control.Placement;
import io.remex.protocol.control.RegisterWorker;
import io.remex.protocol.control.UrgentSlots;
import io.remex.protocol.control.WorkerCommand;
import io.remex.protocol.control.WorkerMessage;
import io.remex.protocol.link.ControlStream;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.scheduler.CatalogId;
import io.remex.scheduler.FunctionOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerServiceTest {
    static {
        QuietLog.on();
    }

    private final SchedulerService service =
            new SchedulerService(RemexConfig.builder().build());

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldLeaseAWorkerToACallerAndTakeItBack() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        ControlStream<WorkerMessage> workerStream = service.openWorker(worker);
        workerStream.send(Messages.register("w1", 1));
        assertThat(worker.next().getAccepted().getHeartbeatIntervalMs()).isEqualTo(750);

        RecordingListener<CallerCommand> caller = new RecordingListener<>();
        ControlStream<CallerMessage> callerStream = service.openCaller(caller);
        callerStream.send(Messages.open(7));
        assertThat(caller.next().hasOpened()).isTrue();
        var catalogs = caller.next().getCatalogs();
        assertThat(catalogs.getCatalogsList()).hasSize(1);
        assertThat(catalogs.getCatalogs(0).getFunctionsList()).containsExactly(Messages.PRICE);
        long catalog = catalogs.getCatalogs(0).getCatalog();

        callerStream.send(Messages.demand(catalog, 2));
        OpenLane lane = worker.next().getOpenLane();
        assertThat(lane.getSlots()).isEqualTo(2);
        assertThat(lane.getCaller()).isEqualTo(7);
        workerStream.send(Messages.laneOpened(lane.getLease()));
        LeaseGranted granted = caller.next().getGranted();
        assertThat(granted.getLease()).isEqualTo(lane.getLease()).isGreaterThan(1L << 40);
        assertThat(granted.getTaskStreamId()).isEqualTo(lane.getTaskStreamId());
        assertThat(granted.getWorker().getWorker()).isEqualTo("w1");

        callerStream.send(Messages.describe(42));
        var cluster = caller.next().getCluster();
        assertThat(cluster.getRequest()).isEqualTo(42);
        ClusterWorker described = cluster.getWorkers(0);
        assertThat(described.getUsed().getMilliCpus()).isEqualTo(2_000);
        assertThat(described.getFunctionsList()).containsExactly(Messages.PRICE);

        callerStream.send(Messages.demand(catalog, 0));
        callerStream.send(Messages.returned(lane.getLease()));
        assertThat(worker.next().getCloseLane().getLease()).isEqualTo(lane.getLease());
        workerStream.send(Messages.laneClosed(lane.getLease()));
        callerStream.send(Messages.describe(43));
        assertThat(caller.next().getCluster().getWorkers(0).getLeases()).isZero();
    }

    @Test
    void shouldSpreadOverWorkersWhenTheDemandSaysSo() throws Exception {
        List<RecordingListener<WorkerCommand>> workers = List.of(new RecordingListener<>(), new RecordingListener<>());
        for (int i = 0; i < 2; i++) {
            ControlStream<WorkerMessage> stream = service.openWorker(workers.get(i));
            stream.send(Messages.register("w" + i, 1));
            assertThat(workers.get(i).next().hasAccepted()).isTrue();
        }
        Placement spread = Placement.newBuilder().setSpread(true).build();
        RecordingListener<CallerCommand> caller = new RecordingListener<>();
        ControlStream<CallerMessage> callerStream = service.openCaller(caller);
        callerStream.send(Messages.open(7));
        assertThat(caller.next().hasOpened()).isTrue();
        long catalog = caller.next().getCatalogs().getCatalogs(0).getCatalog();

        CallerMessage.Builder demand = Messages.demand(catalog, 2).toBuilder();
        demand.getDemandBuilder().setPlacement(spread);
        callerStream.send(demand.build());

        for (RecordingListener<WorkerCommand> worker : workers) {
            OpenLane lane = worker.next().getOpenLane();
            assertThat(lane.getSlots()).isEqualTo(1);
            assertThat(lane.getPlacement()).isEqualTo(spread);
        }
    }

    @Test
    void shouldGiveGpusOutAndKnowThemAgainAfterItsRestart() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        ControlStream<WorkerMessage> workerStream = service.openWorker(worker);
        workerStream.send(Messages.message(gpuWorker(1)));
        assertThat(worker.next().hasAccepted()).isTrue();
        RecordingListener<CallerCommand> caller = new RecordingListener<>();
        ControlStream<CallerMessage> callerStream = service.openCaller(caller);
        callerStream.send(Messages.open(7));
        assertThat(caller.next().hasOpened()).isTrue();
        long catalog = caller.next().getCatalogs().getCatalogs(0).getCatalog();
        callerStream.send(gpuDemand(catalog, 1));
        OpenLane lane = worker.next().getOpenLane();
        assertThat(lane.getGpusList()).containsExactly(0);
        workerStream.close();

        RecordingListener<WorkerCommand> again = new RecordingListener<>();
        ControlStream<WorkerMessage> secondStream = service.openWorker(again);
        HeldLane held = HeldLane.newBuilder()
                .setLease(lane.getLease() + (1L << 40))
                .setCaller(7)
                .setShape(lane.getShape())
                .setSlots(1)
                .setTaskStreamId(lane.getTaskStreamId() + 100)
                .setResultStreamId(lane.getResultStreamId() + 100)
                .setPlacement(lane.getPlacement())
                .addGpus(1)
                .build();
        secondStream.send(Messages.message(gpuWorker(2).addHeldLanes(held)));
        assertThat(again.next().hasAccepted()).isTrue();

        // a caller that does not know the lease makes it close; until then its device is taken
        assertThat(again.next().getCloseLane().getLease()).isEqualTo(held.getLease());
        assertThat(again.next().getOpenLane().getGpusList()).containsExactly(0);
    }

    @Test
    void shouldServeUrgentDemandFirst() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        List<RecordingListener<CallerCommand>> callers = List.of(new RecordingListener<>(), new RecordingListener<>());
        List<ControlStream<CallerMessage>> streams = new ArrayList<>();
        long catalog = CatalogId.of(List.of(new FunctionOffer(1, 2, "price"))).value();
        for (int i = 0; i < 2; i++) {
            streams.add(service.openCaller(callers.get(i)));
            streams.get(i).send(Messages.open(7 + i));
            CallerMessage.Builder demand = Messages.demand(catalog, 2).toBuilder();
            if (i == 1) {
                demand.getDemandBuilder()
                        .addUrgent(UrgentSlots.newBuilder().setPriority(3).setSlots(2));
            }
            streams.get(i).send(demand.build());
            streams.get(i).send(Messages.describe(1));
            while (!callers.get(i).next().hasCluster()) {
                // until the demand is known
            }
        }
        service.openWorker(worker).send(Messages.register("w1", 1));
        assertThat(worker.next().hasAccepted()).isTrue();

        OpenLane lane = worker.next().getOpenLane();
        assertThat(lane.getCaller()).isEqualTo(8);
        assertThat(lane.getSlots()).isEqualTo(2);
    }

    private static RegisterWorker.Builder gpuWorker(long incarnation) {
        RegisterWorker.Builder registration = Messages.registration("w1", incarnation);
        registration.getCapacityBuilder().setMilliGpus(2_000);
        return registration;
    }

    private static CallerMessage gpuDemand(long catalog, int slots) {
        CallerMessage.Builder demand = Messages.demand(catalog, slots).toBuilder();
        demand.getDemandBuilder().getShapeBuilder().setMilliGpus(1_000);
        return demand.build();
    }

    @Test
    void shouldLetAListenerSendFromWithinItsCommand() throws Exception {
        CountDownLatch answers = new CountDownLatch(1_000);
        AtomicReference<ControlStream<CallerMessage>> stream = new AtomicReference<>();
        stream.set(service.openCaller(new ControlStreamListener<>() {
            @Override
            public void onCommand(CallerCommand command) {
                if (command.hasCluster()) {
                    answers.countDown();
                    stream.get().send(Messages.describe(1));
                }
            }

            @Override
            public void onLost(String reason) {}
        }));
        stream.get().send(Messages.open(1));
        stream.get().send(Messages.describe(1));

        assertThat(answers.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldEndAStreamThatSendsFasterThanItIsHandled() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        service.openCaller(new ControlStreamListener<>() {
                    @Override
                    public void onCommand(CallerCommand command) {
                        blocked.countDown();
                        await(goOn);
                    }

                    @Override
                    public void onLost(String reason) {}
                })
                .send(Messages.open(1));
        await(blocked);
        RecordingListener<CallerCommand> flooding = new RecordingListener<>();
        ControlStream<CallerMessage> flood = service.openCaller(flooding);
        RecordingListener<CallerCommand> modest = new RecordingListener<>();
        service.openCaller(modest).send(Messages.open(3));

        flood.send(Messages.open(2));
        for (int i = 0; i < 1_000_000; i++) {
            flood.send(Messages.describe(i));
        }
        goOn.countDown();

        assertThat(flooding.lostReason()).contains("messages wait to be handled");
        assertThat(modest.next().hasOpened()).isTrue();
        assertThat(service.counters().value(ControlCounter.INBOUND_OVERFLOWS)).isOne();
    }

    @Test
    void shouldShowTheCluster() throws Exception {
        service.openWorker(new RecordingListener<>()).send(Messages.register("w1", 1));

        assertThat(service.view().get(20, TimeUnit.SECONDS).functions())
                .singleElement()
                .satisfies(function -> assertThat(function.function().name()).isEqualTo("price"));
        assertThat(service.isResponsive()).isTrue();
    }

    @Test
    void shouldFenceAWorkerThatDoesNotSendHeartbeats() throws Exception {
        try (SchedulerService strict = new SchedulerService(
                RemexConfig.builder().set(ConfigKey.HEARTBEAT_TIMEOUT, "200ms").build())) {
            RecordingListener<WorkerCommand> worker = new RecordingListener<>();
            strict.openWorker(worker).send(Messages.register("w1", 1));

            assertThat(worker.next().getAccepted().getHeartbeatIntervalMs()).isEqualTo(50);
            assertThat(worker.next().hasFence()).isTrue();
            assertThat(worker.lost).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldCloseWithoutAWordToTheListeners() throws Exception {
        RecordingListener<WorkerCommand> worker = new RecordingListener<>();
        ControlStream<WorkerMessage> stream = service.openWorker(worker);
        stream.send(Messages.register("w1", 1));
        worker.next();

        service.close();
        service.close();
        stream.send(Messages.workerHeartbeat());
        service.openWorker(worker).send(Messages.register("w2", 1));

        assertThat(worker.lost).isNotDone();
        assertThat(worker.commands).isEmpty();
        assertThat(service.isResponsive()).isFalse();
        assertThat(service.view()).isCompletedExceptionally();
    }

    @Test
    void shouldBeClosableFromWithinAListener() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        service.openCaller(new ControlStreamListener<>() {
                    @Override
                    public void onCommand(CallerCommand command) {
                        service.close();
                        closed.countDown();
                    }

                    @Override
                    public void onLost(String reason) {}
                })
                .send(Messages.open(1));

        await(closed);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
