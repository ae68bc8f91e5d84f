package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.scheduler.SchedulerCommand.CloseLane;
import io.remex.scheduler.SchedulerCommand.FenceWorker;
import io.remex.scheduler.SchedulerCommand.LeaseGranted;
import io.remex.scheduler.SchedulerCommand.LeaseResized;
import io.remex.scheduler.SchedulerCommand.OpenLane;
import io.remex.scheduler.SchedulerCommand.ReduceLease;
import io.remex.scheduler.SchedulerCommand.ResizeLane;
import io.remex.scheduler.SchedulerCommand.WorkerLost;
import io.remex.scheduler.SchedulerEvent.CallerDisconnected;
import io.remex.scheduler.SchedulerEvent.LaneFailed;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseScenarioTest {
    private static final WorkerId WORKER = new WorkerId("w");
    private static final CallerId CALLER = new CallerId(1);
    private static final LeaseId LEASE = new LeaseId(1);

    private final Rig rig = new Rig();

    @Test
    void shouldGrantLeaseOnceLaneIsOpen() {
        rig.worker("w", 4);
        rig.caller(1);

        assertThat(rig.demand(1, 3))
                .containsExactly(
                        new OpenLane(WORKER, 1, LEASE, CALLER, SlotNeed.of(Rig.CPU), 3, List.of(), 10_000, 10_001, ""));
        assertThat(rig.opened(rig.lease()))
                .containsExactly(new LeaseGranted(
                        CALLER,
                        LEASE,
                        LeasedWorker.of(Rig.registration("w", 1, 4)),
                        SlotNeed.of(Rig.CPU),
                        3,
                        10_000,
                        10_001));
    }

    @Test
    void shouldGrantWhenWorkerComesAfterDemand() {
        rig.caller(1);
        rig.demand(1, 3);

        assertThat(rig.worker("w", 4)).hasAtLeastOneElementOfType(OpenLane.class);
    }

    @Test
    void shouldNotGrantMoreThanCapacity() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 100);
        rig.settle();

        assertThat(rig.lease().slots()).isEqualTo(4);
    }

    @Test
    void shouldGrowLeaseInsteadOfOpeningAnother() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 1);
        rig.settle();

        assertThat(rig.demand(1, 3)).containsExactly(new ResizeLane(WORKER, 1, LEASE, 3));
        assertThat(rig.resized(rig.lease(), 3)).containsExactly(new LeaseResized(CALLER, LEASE, 3));
    }

    @Test
    void shouldGrowAfterOpeningWhenDemandRoseMeanwhile() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 1);

        assertThat(rig.demand(1, 2)).isEmpty();
        assertThat(rig.opened(rig.lease())).contains(new ResizeLane(WORKER, 1, LEASE, 2));
    }

    @Test
    void shouldShrinkLeaseWhenItsCallerWantsFewerButNotWithinGrace() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 4);
        rig.settle();

        assertThat(rig.demand(1, 1)).isEmpty();
        assertThat(rig.tickAfter(Rig.SECOND_NS, "w"))
                .containsExactly(new ReduceLease(CALLER, LEASE, 1), new ResizeLane(WORKER, 1, LEASE, 1));
    }

    @Test
    void shouldFreeCapacityOfShrinkingLaneOnlyAsWorkerReportsIt() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, 4);
        rig.settle();
        rig.tickAfter(Rig.SECOND_NS, "w");
        rig.demand(2, 2);
        assertThat(rig.lease().state()).isEqualTo(LeaseState.SHRINKING);
        assertThat(rig.core.clusterView().nodes().get(0).workers().get(0).used())
                .isEqualTo(ResourceShape.ofMilliCpus(4000));

        assertThat(rig.resized(rig.lease(), 3)).hasExactlyElementsOfTypes(OpenLane.class);
        assertThat(rig.lease(1).state()).isEqualTo(LeaseState.SHRINKING);
        assertThat(rig.lease(2).slots()).isEqualTo(1);
        rig.settle();

        assertThat(rig.slots(1)).isEqualTo(2);
        assertThat(rig.slots(2)).isEqualTo(2);
    }

    @Test
    void shouldNotChargeALaneWhoseTasksAllWaitWhenItGrows() {
        rig.worker("w", 2);
        rig.caller(1);
        rig.demand(1, 2);
        rig.settle();
        rig.tickAfter(Rig.SECOND_NS, "w");
        rig.blocked(rig.lease(), 1);
        rig.demand(1, 1);
        rig.resized(rig.lease(), 1);
        rig.blocked(rig.lease(), 2); // one for its slot, and one for the reserve that runs what was under way already

        rig.demand(1, 2);
        rig.resized(rig.lease(), 2);
        rig.caller(2);
        rig.demand(2, ResourceShape.ofMilliCpus(2000), 1);
        rig.settle();

        assertThat(rig.slots(2)).isEqualTo(1);
    }

    @Test
    void shouldRevokeDrainAndClose() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 4);
        rig.settle();
        rig.tickAfter(Rig.SECOND_NS, "w");

        assertThat(rig.demand(1, 0))
                .containsExactly(new ReduceLease(CALLER, LEASE, 1), new ResizeLane(WORKER, 1, LEASE, 1));
        rig.resized(rig.lease(), 1);
        rig.caller(2);
        assertThat(rig.demand(2, ResourceShape.ofMilliCpus(4000), 1))
                .containsExactly(new ReduceLease(CALLER, LEASE, 0));
        assertThat(rig.returned(rig.lease())).hasExactlyElementsOfTypes(CloseLane.class);
        assertThat(rig.closed(rig.lease())).hasExactlyElementsOfTypes(OpenLane.class);
        assertThat(rig.slots(1)).isZero();
    }

    @Test
    void shouldKeepTheLastSlotOfACallerThatWantsNothingUntilItGivesItBack() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 1);
        rig.settle();

        assertThat(rig.demand(1, 0)).isEmpty();
        for (int second = 0; second < 20; second++) {
            assertThat(rig.tickAfter(Rig.SECOND_NS, "w")).isEmpty();
        }
        assertThat(rig.demand(1, 1)).isEmpty();
        assertThat(rig.demand(1, 0)).isEmpty();
        assertThat(rig.returned(rig.lease())).hasExactlyElementsOfTypes(CloseLane.class);
    }

    @Test
    void shouldTakeAnIdleSlotAtOnceWhenSomebodyNeedsTheRoom() {
        rig.worker("w", 2);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, 1);
        rig.demand(2, 1);
        rig.settle();
        rig.demand(1, 0);

        // caller 2 has more than caller 1 already, and the lease is younger than the grace period
        assertThat(rig.demand(2, 2)).containsExactly(new ReduceLease(CALLER, LEASE, 0));
        rig.returned(rig.leases().get(0));
        rig.settle();
        assertThat(rig.slots(1)).isZero();
        assertThat(rig.slots(2)).isEqualTo(2);
    }

    @Test
    void shouldLeaveAnIdleSlotWhileThereIsRoomBesideIt() {
        rig.worker("w", 3);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, 1);
        rig.settle();
        rig.demand(1, 0);
        rig.demand(2, 2);
        rig.settle();

        assertThat(rig.slots(1)).isEqualTo(1);
        assertThat(rig.slots(2)).isEqualTo(2);
    }

    @Test
    void shouldNotChargeAnIdleSlotToItsCaller() {
        rig.worker("w", 3);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, 1);
        rig.demand(2, 2);
        rig.settle();
        rig.demand(1, 0);
        rig.demand(1, ResourceShape.ofMilliCpus(500), 2);
        rig.converge("w");

        // the idle one gives way: half a slot twice is one slot, as much as is left beside the other caller's two
        assertThat(rig.slots(2)).isEqualTo(2);
        assertThat(rig.leases().stream().filter(lease -> lease.caller().equals(CALLER)))
                .extracting(Lease::shape)
                .contains(ResourceShape.ofMilliCpus(500));
    }

    @Test
    void shouldCloseLanesOfCallerThatIsGone() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 4);
        rig.settle();

        assertThat(rig.send(new CallerDisconnected(CALLER, "reset"))).hasExactlyElementsOfTypes(CloseLane.class);
        rig.settle();
        assertThat(rig.leases()).isEmpty();
    }

    @Test
    void shouldCloseLaneThatOpensAfterItsCallerIsGone() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 4);
        rig.send(new CallerDisconnected(CALLER, "reset"));

        assertThat(rig.opened(rig.lease())).isEmpty();
        assertThat(rig.closed(rig.lease())).isEmpty();
        assertThat(rig.leases()).isEmpty();
        assertThat(rig.count(SchedulerCounter.UNEXPECTED_EVENTS)).isZero();
    }

    @Test
    void shouldTryAnotherWorkerWhenLaneCannotBeOpened() {
        rig.worker("w", 4);
        rig.worker("v", 4);
        rig.caller(1);
        rig.demand(1, 2);

        assertThat(rig.send(new LaneFailed(WORKER, 1, LEASE, "no memory")))
                .singleElement()
                .isInstanceOfSatisfying(
                        OpenLane.class, open -> assertThat(open.worker()).isEqualTo(new WorkerId("v")));
    }

    @Test
    void shouldTryTheOnlyWorkerAgainAfterDelay() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 2);

        assertThat(rig.send(new LaneFailed(WORKER, 1, LEASE, "no memory"))).isEmpty();
        assertThat(rig.tickAfter(Rig.SECOND_NS / 2, "w")).isEmpty();
        assertThat(rig.tickAfter(Rig.SECOND_NS / 2, "w")).hasExactlyElementsOfTypes(OpenLane.class);
    }

    @Test
    void shouldTellCallerWhenItsLaneBreaks() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 2);
        rig.settle();

        assertThat(rig.send(new LaneFailed(WORKER, 1, LEASE, "broken")))
                .containsExactly(new WorkerLost(CALLER, LEASE, WORKER, 1, "broken"));
    }

    @Test
    void shouldFenceWorkerThatDoesNotOpenLane() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 2);
        for (int second = 0; second < 10; second++) {
            assertThat(rig.tickAfter(Rig.SECOND_NS, "w")).isEmpty();
        }

        assertThat(rig.tickAfter(Rig.SECOND_NS, "w")).hasAtLeastOneElementOfType(FenceWorker.class);
        assertThat(rig.leases()).isEmpty();
        assertThat(rig.count(SchedulerCounter.LANE_TIMEOUTS)).isEqualTo(1);
    }

    @Test
    void shouldNotFenceWorkerBecauseLongTasksDelayShrinking() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 4);
        rig.settle();
        rig.demand(1, 2);
        for (int second = 0; second < 600; second++) {
            rig.tickAfter(Rig.SECOND_NS, "w");
        }

        assertThat(rig.lease().state()).isEqualTo(LeaseState.SHRINKING);
    }

    @Test
    void shouldOpenSecondLeaseBesideOneThatStillShrinks() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.demand(1, 3);
        rig.settle();
        rig.demand(1, 1);
        rig.tickAfter(Rig.SECOND_NS, "w");

        assertThat(rig.demand(1, 4)).hasExactlyElementsOfTypes(OpenLane.class);
        assertThat(rig.leases()).hasSize(2);
        assertThat(rig.leases().get(1).slots()).isEqualTo(1);
        rig.converge("w");
        assertThat(rig.slots(1)).isEqualTo(4);
    }

    @Test
    void shouldUseStreamIdsInCircleAndKeepThoseOfEndedLeasesBack() {
        SchedulerConfig.StreamIdRange range = new SchedulerConfig.StreamIdRange(5, 8, 7, 10 * Rig.SECOND_NS);
        Rig narrow = new Rig(SchedulerConfig.defaults().with(range));
        narrow.worker("w", 4);
        narrow.caller(1);
        narrow.caller(2);
        narrow.caller(3);
        narrow.demand(1, 1);
        narrow.demand(2, 1);
        narrow.demand(3, 1);
        narrow.settle();

        assertThat(narrow.lease(1)).returns(7, Lease::taskStreamId).returns(8, Lease::resultStreamId);
        assertThat(narrow.lease(2)).returns(5, Lease::taskStreamId).returns(6, Lease::resultStreamId);
        assertThat(narrow.slots(3)).isZero();
        assertThat(narrow.count(SchedulerCounter.STREAM_IDS_EXHAUSTED)).isPositive();

        narrow.demand(1, 0);
        narrow.returned(narrow.lease(1));
        narrow.settle();
        narrow.tickAfter(9 * Rig.SECOND_NS / 4, "w");
        assertThat(narrow.slots(3)).isZero();
        for (int i = 0; i < 8; i++) {
            narrow.tickAfter(Rig.SECOND_NS, "w");
        }
        assertThat(narrow.slots(3)).isEqualTo(1);
    }

    @Test
    void shouldLeaseOnlyInsideTheCallersNodeAndCatalog() {
        rig.send(new SchedulerEvent.WorkerRegistered(
                Rig.registration(new NodeId("elsewhere"), "far", 1, 4, Rig.FUNCTIONS), List.of()));
        rig.send(new SchedulerEvent.WorkerRegistered(
                Rig.registration(Rig.NODE, "other", 1, 4, Rig.FUNCTIONS.subList(0, 1)), List.of()));
        rig.caller(1);

        assertThat(rig.demand(1, 1)).isEmpty();
        assertThat(rig.worker("w", 1)).hasAtLeastOneElementOfType(OpenLane.class);
        assertThat(rig.lease().worker()).isEqualTo(WORKER);
    }
}
