package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.scheduler.SchedulerCommand.AcceptWorker;
import io.remex.scheduler.SchedulerCommand.CloseLane;
import io.remex.scheduler.SchedulerCommand.FenceWorker;
import io.remex.scheduler.SchedulerCommand.OpenLane;
import io.remex.scheduler.SchedulerCommand.ReduceLease;
import io.remex.scheduler.SchedulerCommand.RejectWorker;
import io.remex.scheduler.SchedulerCommand.WorkerDrained;
import io.remex.scheduler.SchedulerCommand.WorkerLost;
import io.remex.scheduler.SchedulerEvent.DrainWorker;
import io.remex.scheduler.SchedulerEvent.LaneOpened;
import io.remex.scheduler.SchedulerEvent.Tick;
import io.remex.scheduler.SchedulerEvent.WorkerDisconnected;
import io.remex.scheduler.SchedulerEvent.WorkerHeartbeat;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkerMembershipTest {
    private static final WorkerId WORKER = new WorkerId("w");

    private final Rig rig = new Rig();

    @Test
    void shouldAcceptWorker() {
        assertThat(rig.worker("w", 4)).containsExactly(new AcceptWorker(WORKER, 1));
    }

    @Test
    void shouldRejectIncarnationThatIsNotNew() {
        rig.worker("w", 4);

        assertThat(rig.worker("w", 4))
                .singleElement()
                .isInstanceOfSatisfying(
                        RejectWorker.class,
                        reject -> assertThat(reject.reason())
                                .contains("incarnation 1 of worker w is not above the one known, 1"));
        assertThat(rig.count(SchedulerCounter.WORKERS_REJECTED)).isEqualTo(1);
    }

    @Test
    void shouldRejectIncarnationThatWasLost() {
        rig.worker("w", 4);
        rig.send(new WorkerDisconnected(WORKER, 1, "reset"));

        assertThat(rig.worker("w", 4)).hasExactlyElementsOfTypes(RejectWorker.class);
        assertThat(rig.send(new WorkerRegistered(Rig.registration("w", 2, 4), List.of())))
                .containsExactly(new AcceptWorker(WORKER, 2));
    }

    @Test
    void shouldRememberOnlySoManyWorkersThatAreGone() {
        SchedulerConfig defaults = SchedulerConfig.defaults();
        Rig forgetful = new Rig(defaults.with(new SchedulerConfig.Adoption(1, 0, 1, 2)));
        for (String worker : List.of("a", "b", "c")) {
            forgetful.worker(worker, 1);
            forgetful.send(new WorkerDisconnected(new WorkerId(worker), 1, "reset"));
        }

        assertThat(forgetful.worker("a", 1)).hasExactlyElementsOfTypes(AcceptWorker.class);
        assertThat(forgetful.worker("c", 1)).hasExactlyElementsOfTypes(RejectWorker.class);
    }

    @Test
    void shouldReplaceOlderIncarnation() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 2);
        rig.settle();

        List<SchedulerCommand> commands = rig.send(new WorkerRegistered(Rig.registration("w", 2, 4), List.of()));

        assertThat(commands)
                .hasExactlyElementsOfTypes(FenceWorker.class, WorkerLost.class, AcceptWorker.class, OpenLane.class);
        assertThat(rig.lease().incarnation()).isEqualTo(2);
    }

    @Test
    void shouldRejectCatalogWithOtherFunctions() {
        rig.worker("w", 4);
        WorkerRegistration liar = new WorkerRegistration(
                Rig.NODE,
                new WorkerId("liar"),
                1,
                Rig.CPU,
                new TreeMap<>(),
                1,
                "",
                1,
                Rig.CATALOG,
                Rig.FUNCTIONS.subList(0, 1));

        assertThat(rig.send(new WorkerRegistered(liar, List.of()))).hasExactlyElementsOfTypes(RejectWorker.class);
    }

    @Test
    void shouldTellCallersAtOnceWhenWorkerIsLost() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, 2);
        rig.demand(2, 2);
        rig.settle();

        assertThat(rig.send(new WorkerDisconnected(WORKER, 1, "connection reset")))
                .contains(
                        new WorkerLost(new CallerId(1), new LeaseId(1), WORKER, 1, "connection reset"),
                        new WorkerLost(new CallerId(2), new LeaseId(2), WORKER, 1, "connection reset"));
        assertThat(rig.leases()).isEmpty();
    }

    @Test
    void shouldFenceSilentWorker() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 2);
        rig.settle();

        assertThat(rig.tickAfter(3 * Rig.SECOND_NS)).isEmpty();
        assertThat(rig.tickAfter(1))
                .contains(
                        new FenceWorker(WORKER, 1, "no heartbeat for 3000 ms"),
                        new WorkerLost(new CallerId(1), new LeaseId(1), WORKER, 1, "no heartbeat for 3000 ms"));
    }

    @Test
    void shouldTakeAnyMessageOfWorkerAsSignOfLife() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 2);
        rig.settle();
        rig.nowNs += 3 * Rig.SECOND_NS;
        rig.blocked(rig.lease(), 1);

        assertThat(rig.tickAfter(3 * Rig.SECOND_NS)).isEmpty();
    }

    @Test
    void shouldCountAndIgnoreWhatFencedIncarnationSays() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 2);
        Lease lease = rig.lease();
        rig.send(new WorkerRegistered(Rig.registration("w", 2, 4), List.of()));

        assertThat(rig.send(new WorkerHeartbeat(WORKER, 1))).isEmpty();
        assertThat(rig.send(new LaneOpened(WORKER, 1, lease.id()))).isEmpty();
        assertThat(rig.send(new WorkerDisconnected(WORKER, 1, "late"))).isEmpty();
        assertThat(rig.send(new LaneOpened(WORKER, 2, lease.id()))).isEmpty();
        assertThat(rig.count(SchedulerCounter.LATE_EVENTS)).isEqualTo(4);
    }

    @Test
    void shouldDrainWorker() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 2);
        rig.settle();

        assertThat(rig.send(new DrainWorker(WORKER))).contains(new ReduceLease(new CallerId(1), new LeaseId(1), 0));
        assertThat(rig.send(new Tick())).as("nothing new on it").isEmpty();
        rig.returned(rig.lease());
        assertThat(rig.closed(rig.lease())).containsExactly(new WorkerDrained(WORKER, 1));
        assertThat(rig.send(new Tick())).isEmpty();
    }

    @Test
    void shouldDrainWorkerWithoutLeasesAtOnce() {
        rig.worker("w", 4);

        assertThat(rig.send(new DrainWorker(WORKER))).containsExactly(new WorkerDrained(WORKER, 1));
        assertThat(rig.send(new DrainWorker(WORKER))).isEmpty();
    }

    @Test
    void shouldCloseLaneThatIsBeingOpenedWhenWorkerDrains() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 2);

        assertThat(rig.send(new DrainWorker(WORKER))).hasAtLeastOneElementOfType(CloseLane.class);
    }

    @Test
    void shouldMoveWorkFromDrainingWorkerToAnother() {
        rig.worker("w", 4);
        rig.worker("v", 4);
        rig.caller(1);
        rig.demand(1, 2);
        rig.settle();

        rig.send(new DrainWorker(WORKER));

        assertThat(rig.leases()).extracting(Lease::worker).containsExactly(WORKER, new WorkerId("v"));
    }
}
