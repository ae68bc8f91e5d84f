package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.scheduler.SchedulerCommand.AcceptWorker;
import io.remex.scheduler.SchedulerCommand.CatalogsChanged;
import io.remex.scheduler.SchedulerCommand.CloseLane;
import io.remex.scheduler.SchedulerCommand.LeaseResized;
import io.remex.scheduler.SchedulerCommand.OpenLane;
import io.remex.scheduler.SchedulerCommand.WorkerLost;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fresh core meets workers and callers that an earlier one had brought together. */
class AdoptionTest {
    private static final WorkerId WORKER = new WorkerId("w");
    private static final CallerId CALLER = new CallerId(1);
    private static final LeaseId LEASE = new LeaseId(50);
    private static final HeldLease HELD =
            new HeldLease(LEASE, CALLER, SlotNeed.of(Rig.CPU), 2, 1, List.of(), 20_000, 20_001);
    private static final ClaimedLease CLAIM = new ClaimedLease(LEASE, WORKER, 1);

    private final Rig rig = new Rig();

    @Test
    void shouldAdoptLeaseWhenWorkerComesFirst() {
        assertThat(rig.worker("w", 4, HELD)).containsExactly(new AcceptWorker(WORKER, 1));
        assertThat(rig.caller(1, CLAIM))
                .hasExactlyElementsOfTypes(CatalogsChanged.class, LeaseResized.class)
                .contains(new LeaseResized(CALLER, LEASE, 2));
        assertThat(rig.lease()).returns(LeaseState.ACTIVE, Lease::state).returns(1, Lease::busySlots);
        assertThat(rig.count(SchedulerCounter.LEASES_ADOPTED)).isEqualTo(1);
    }

    @Test
    void shouldAdoptLeaseWhenCallerComesFirst() {
        assertThat(rig.caller(1, CLAIM)).hasExactlyElementsOfTypes(CatalogsChanged.class);
        assertThat(rig.worker("w", 4, HELD)).contains(new LeaseResized(CALLER, LEASE, 2));
        assertThat(rig.lease().state()).isEqualTo(LeaseState.ACTIVE);
        assertThat(rig.core.snapshot().claims()).isEmpty();
    }

    @Test
    void shouldContinueLeaseIdsAboveAdoptedOnesAndStreamIdsWhereItBegan() {
        rig.worker("w", 4, HELD); // above its streams lie perhaps those of a lane that has not come back yet
        assertNextLane(10_000);
    }

    @Test
    void shouldPassOverAdoptedStreamIds() {
        rig.worker("w", 4, new HeldLease(LEASE, CALLER, SlotNeed.of(Rig.CPU), 2, 1, List.of(), 10_000, 10_001));
        assertNextLane(10_002);
    }

    private void assertNextLane(int taskStreamId) {
        rig.caller(1, CLAIM);
        rig.caller(2);

        assertThat(rig.demand(2, 1))
                .containsExactly(new OpenLane(
                        WORKER,
                        1,
                        new LeaseId(51),
                        new CallerId(2),
                        SlotNeed.of(Rig.CPU),
                        1,
                        List.of(),
                        taskStreamId,
                        taskStreamId + 1,
                        ""));
    }

    @Test
    void shouldContinueIdsAboveClaimedOnes() {
        rig.caller(1, CLAIM);
        rig.worker("v", 4);
        rig.demand(1, 1);

        assertThat(rig.lease().id()).isEqualTo(new LeaseId(51));
    }

    @Test
    void shouldKeepAdoptedLeaseWhenItsCallerStatesDemand() {
        rig.worker("w", 4, HELD);
        rig.caller(1, CLAIM);
        rig.demand(1, 2);

        assertThat(rig.tickAfter(Rig.SECOND_NS, "w")).isEmpty();
    }

    @Test
    void shouldCloseLeaseWhoseCallerDoesNotComeBack() {
        rig.worker("w", 4, HELD);
        for (int second = 0; second < 10; second++) {
            assertThat(rig.tickAfter(Rig.SECOND_NS, "w")).isEmpty();
        }

        assertThat(rig.tickAfter(1, "w")).hasExactlyElementsOfTypes(CloseLane.class);
    }

    @Test
    void shouldCloseLeaseThatItsCallerDoesNotHold() {
        rig.worker("w", 4, HELD);

        assertThat(rig.caller(1)).hasAtLeastOneElementOfType(CloseLane.class);
    }

    @Test
    void shouldReportLeaseLostWhoseWorkerDoesNotComeBack() {
        rig.caller(1, CLAIM);

        assertThat(rig.tickAfter(10 * Rig.SECOND_NS)).isEmpty();
        assertThat(rig.tickAfter(1))
                .containsExactly(new WorkerLost(CALLER, LEASE, WORKER, 1, "the worker has not come back"));
    }

    @Test
    void shouldReportLeaseLostThatItsWorkerDoesNotHold() {
        rig.worker("w", 4);

        assertThat(rig.caller(1, CLAIM))
                .contains(new WorkerLost(CALLER, LEASE, WORKER, 1, "the worker does not hold the lease"));
    }

    @Test
    void shouldReportClaimLostOnceItsWorkerCameBackWithoutIt() {
        rig.caller(1, CLAIM);

        assertThat(rig.worker("w", 4))
                .contains(new WorkerLost(CALLER, LEASE, WORKER, 1, "the worker does not hold the lease"));
        assertThat(rig.core.snapshot().claims()).isEmpty();
    }

    @Test
    void shouldForgetClaimThatIsReturned() {
        rig.caller(1, CLAIM);
        rig.send(new SchedulerEvent.LeaseReturned(CALLER, LEASE));

        assertThat(rig.worker("w", 4, HELD)).hasAtLeastOneElementOfType(CloseLane.class);
        assertThat(rig.count(SchedulerCounter.LATE_EVENTS)).isZero();
    }

    @Test
    void shouldCloseLaneThatThisSchedulerHasEnded() {
        rig.worker("v", 4);
        rig.caller(1);
        rig.demand(1, 1);
        rig.settle();
        Lease lease = rig.lease();
        rig.demand(1, 0);
        rig.returned(lease);
        rig.settle();

        assertThat(rig.worker(
                        "w",
                        4,
                        new HeldLease(lease.id(), CALLER, SlotNeed.of(Rig.CPU), 1, 0, List.of(), 20_000, 20_001)))
                .hasExactlyElementsOfTypes(AcceptWorker.class, CloseLane.class, CatalogsChanged.class);
        assertThat(rig.leases()).isEmpty();
        assertThat(rig.count(SchedulerCounter.LEASES_DISOWNED)).isEqualTo(1);
    }

    @Test
    void shouldCloseLaneWhoseStreamIsTaken() {
        rig.worker("w", 4, HELD);
        HeldLease clash = new HeldLease(new LeaseId(60), CALLER, SlotNeed.of(Rig.CPU), 1, 0, List.of(), 20_001, 20_005);

        assertThat(rig.worker("v", 4, clash)).hasAtLeastOneElementOfType(CloseLane.class);
    }

    @Test
    void shouldGrantNothingWithinAdoptionWindow() {
        SchedulerConfig defaults = SchedulerConfig.defaults();
        Rig careful = new Rig(defaults.with(new SchedulerConfig.Adoption(1, Rig.SECOND_NS, Rig.SECOND_NS, 10)));
        careful.worker("w", 4);
        careful.caller(1);

        assertThat(careful.demand(1, 1)).isEmpty();
        assertThat(careful.tickAfter(Rig.SECOND_NS, "w")).hasExactlyElementsOfTypes(OpenLane.class);
    }

    @Test
    void shouldResynchroniseCallerWhoseStreamWasReplaced() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 3);
        rig.settle();

        assertThat(rig.caller(1, new ClaimedLease(rig.lease().id(), WORKER, 1)))
                .hasExactlyElementsOfTypes(CatalogsChanged.class, LeaseResized.class);
        assertThat(rig.tickAfter(Rig.SECOND_NS, "w")).as("its demand stands").isEmpty();
        assertThat(rig.caller(1)).hasAtLeastOneElementOfType(CloseLane.class);
    }
}
