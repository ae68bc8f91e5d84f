package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.remex.scheduler.SchedulerCommand.OpenLane;
import io.remex.scheduler.SchedulerCommand.ReduceLease;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private final Rig rig = new Rig();

    @Test
    void shouldShareEquallyWhenAllWantEverything() {
        rig.worker("w", 4);
        rig.worker("v", 4);
        rig.caller(1);
        rig.demand(1, 100);
        rig.converge("w", "v");
        assertThat(rig.slots(1)).isEqualTo(8);

        rig.caller(2);
        rig.demand(2, 100);
        rig.converge("w", "v");

        assertThat(rig.slots(1)).isEqualTo(4);
        assertThat(rig.slots(2)).isEqualTo(4);
        assertThat(rig.leases()).as("one lease each is enough").hasSize(2);
    }

    @Test
    void shouldShareByWeight() {
        rig.worker("w", 8);
        rig.send(new CallerOpened(Rig.session(1, 3), List.of()));
        rig.send(new CallerOpened(Rig.session(2, 1), List.of()));
        rig.demand(1, 100);
        rig.demand(2, 100);
        rig.converge("w");

        assertThat(rig.slots(1)).isEqualTo(6);
        assertThat(rig.slots(2)).isEqualTo(2);
    }

    @Test
    void shouldServeHigherPrioritiesFirstWhateverTheShares() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, 4);
        rig.converge("w");
        assertThat(rig.slots(1)).isEqualTo(4);

        rig.demand(2, SlotNeed.of(Rig.CPU), 10, urgent(5, 3));
        rig.tickAfter(Rig.SECOND_NS, "w");
        rig.settle();
        assertThat(rig.slots(2)).isEqualTo(3);
        assertThat(rig.slots(1)).isEqualTo(1);

        rig.demand(1, SlotNeed.of(Rig.CPU), 4, urgent(6, 2));
        rig.tickAfter(Rig.SECOND_NS, "w");
        rig.settle();
        assertThat(rig.slots(1)).isEqualTo(2);
        assertThat(rig.slots(2)).isEqualTo(2);

        rig.demand(1, 4);
        rig.demand(2, 4);
        rig.tickAfter(Rig.SECOND_NS, "w");
        rig.settle();
        assertThat(List.of(rig.slots(1), rig.slots(2)))
                .as("equal priorities, equal shares")
                .containsExactly(2, 2);
    }

    @Test
    void shouldLetTheRestOfADemandWaitBehindNormalOnes() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, SlotNeed.of(Rig.CPU), 4, urgent(-1, 3));
        rig.settle();
        assertThat(rig.slots(1)).as("nobody else wants them").isEqualTo(4);

        rig.demand(2, 4);
        rig.tickAfter(Rig.SECOND_NS, "w");
        rig.settle();

        assertThat(rig.slots(1))
                .as("one of its slots is not of the low priority")
                .isEqualTo(1);
        assertThat(rig.slots(2)).isEqualTo(3);
    }

    @Test
    void shouldGiveLowPriorityItsTurn() {
        rig.worker("w", 1);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, SlotNeed.of(Rig.CPU), 5, urgent(10, 5));
        rig.settle();
        rig.demand(2, SlotNeed.of(Rig.CPU), 5, urgent(-10, 5));
        int tenths = 0;
        while (rig.slots(2) == 0) {
            rig.tickAfter(100 * Rig.MILLISECOND_NS, "w");
            rig.settle();
            assertThat(tenths++).isLessThan(40);
        }
        assertThat(tenths).isGreaterThanOrEqualTo(20);
    }

    private static SlotsByPriority urgent(int priority, int slots) {
        return new SlotsByPriority(new TreeMap<>(Map.of(priority, slots)));
    }

    @Test
    void shouldGiveWhatSomeDoNotWantToTheOthers() {
        rig.worker("w", 10);
        for (int caller = 1; caller <= 3; caller++) {
            rig.caller(caller);
        }
        rig.demand(1, 1);
        rig.demand(2, 100);
        rig.demand(3, 4);
        rig.converge("w");

        assertThat(rig.slots(1)).isEqualTo(1);
        assertThat(rig.slots(2)).isEqualTo(5);
        assertThat(rig.slots(3)).isEqualTo(4);
    }

    @Test
    void shouldCountAllShapesOfCallerAsOneShare() {
        rig.worker("w", 12);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, ResourceShape.ofMilliCpus(1000), 100);
        rig.demand(1, ResourceShape.ofMilliCpus(2000), 100);
        rig.demand(2, ResourceShape.ofMilliCpus(1000), 100);
        rig.converge("w");

        assertThat(rig.slots(2))
                .as("half, give or take one slot of two processors")
                .isBetween(5, 7);
        assertThat(rig.leases().stream().filter(lease -> lease.caller().value() == 1))
                .hasSize(2);
    }

    @Test
    void shouldCompareDominantResources() {
        ResourceShape large = new ResourceShape(1000, 0, 4L << 30, new TreeMap<>());
        rig.send(new SchedulerEvent.WorkerRegistered(
                new WorkerRegistration(
                        Rig.NODE,
                        new WorkerId("w"),
                        1,
                        new ResourceShape(9000, 0, 18L << 30, new TreeMap<>()),
                        new TreeMap<>(),
                        1,
                        "",
                        1,
                        Rig.CATALOG,
                        Rig.FUNCTIONS),
                List.of()));
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, large, 100);
        rig.demand(2, new ResourceShape(3000, 0, 1L << 30, new TreeMap<>()), 100);
        rig.converge("w");

        // The example of the paper: three tasks of the one and two of the other make both shares two thirds.
        assertThat(rig.slots(1)).isEqualTo(3);
        assertThat(rig.slots(2)).isEqualTo(2);
    }

    @Test
    void shouldNotReduceLeaseWithinGrace() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, 4);
        rig.settle();

        assertThat(rig.demand(2, 4)).isEmpty();
        assertThat(rig.tickAfter(249 * Rig.MILLISECOND_NS)).isEmpty();
        assertThat(rig.tickAfter(Rig.MILLISECOND_NS)).contains(new ReduceLease(new CallerId(1), new LeaseId(1), 2));
    }

    @Test
    void shouldNotExchangeOneFairDistributionForAnother() {
        rig.worker("w", 3);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, 1);
        rig.demand(2, 3);
        rig.converge("w");
        rig.demand(1, 3);

        for (int second = 0; second < 20; second++) {
            assertThat(rig.tickAfter(Rig.SECOND_NS, "w")).isEmpty();
        }
        assertThat(rig.slots(1)).isEqualTo(1);
        assertThat(rig.slots(2)).isEqualTo(2);
    }

    @Test
    void shouldPackSmallDemandAndSpreadWhatGoesBeyondOneHalf() {
        rig.worker("w", 8);
        rig.worker("v", 8);
        for (int caller = 1; caller <= 3; caller++) {
            rig.caller(caller);
        }
        rig.demand(1, 2);
        rig.settle();
        rig.demand(2, 2);
        rig.settle();
        rig.demand(3, 8);
        rig.settle();

        assertThat(rig.lease(1).worker()).isEqualTo(new WorkerId("w"));
        assertThat(rig.lease(2).worker()).isEqualTo(new WorkerId("w"));
        assertThat(rig.leases().stream().filter(lease -> lease.caller().value() == 3))
                .extracting(lease -> lease.worker().name(), Lease::slots)
                .containsExactlyInAnyOrder(tuple("v", 6), tuple("w", 2));
    }

    @Test
    void shouldTakeNothingFromOthersWhileAnotherWorkerIsFree() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, 4);
        rig.converge("w");
        rig.worker("v", 4);

        rig.demand(2, 1);
        rig.converge("w", "v");

        assertThat(rig.lease(1).slots()).isEqualTo(4);
        assertThat(rig.lease(2).worker()).isEqualTo(new WorkerId("v"));
        assertThat(rig.count(SchedulerCounter.LEASES_SHRUNK)).isZero();
    }

    @Test
    void shouldGiveBlockedSlotsCapacityToNestedCallerAndTakeItBackLater() {
        rig.worker("w", 1);
        rig.caller(1);
        rig.send(new CallerOpened(
                new CallerSession(
                        new CallerId(2), Optional.of(Rig.NODE), 1, 1, "nested", Optional.of(new WorkerId("w"))),
                List.of()));
        rig.demand(1, 1);
        rig.converge("w");
        rig.demand(2, 1);
        rig.converge("w");
        assertThat(rig.slots(2)).isZero();

        assertThat(rig.blocked(rig.lease(), 1)).hasExactlyElementsOfTypes(OpenLane.class);
        rig.settle();
        assertThat(rig.slots(2)).isEqualTo(1);

        assertThat(rig.blocked(rig.lease(1), 0))
                .as("over-committed within the grace")
                .isEmpty();
        assertThat(rig.tickAfter(Rig.SECOND_NS, "w"))
                .containsExactly(new ReduceLease(new CallerId(2), new LeaseId(2), 0));
        rig.settle();
        assertThat(rig.lease(1).slots()).isEqualTo(1);
        assertThat(rig.slots(2)).isZero();
    }

    @Test
    void shouldStartNestedTasksBeforeMoreOfThoseThatWait() {
        rig.worker("w", 1);
        rig.caller(1);
        rig.send(new CallerOpened(
                new CallerSession(
                        new CallerId(2), Optional.of(Rig.NODE), 1, 1, "nested", Optional.of(new WorkerId("w"))),
                List.of()));
        rig.demand(1, 100);
        rig.converge("w");
        rig.demand(2, 100);
        rig.blocked(rig.lease(1), 1);
        rig.settle();

        assertThat(rig.slots(1)).isEqualTo(1);
        assertThat(rig.slots(2)).isEqualTo(1);
        for (int i = 0; i < 10; i++) {
            rig.blocked(rig.lease(2), rig.lease(2).slots());
            rig.settle();
            rig.blocked(rig.lease(1), rig.lease(1).slots());
            rig.settle();
            assertThat(rig.slots(2) - rig.slots(1)).isBetween(0, 1);
        }
        assertThat(rig.slots(1) + rig.slots(2)).isGreaterThan(10);
    }

    @Test
    void shouldLimitSlotsOfWorkerWhateverTheyTake() {
        Rig limited = new Rig(SchedulerConfig.defaults().with(new SchedulerConfig.Sharing(0, 16, Rig.SECOND_NS)));
        limited.worker("w", 4);
        limited.caller(1);
        limited.demand(1, ResourceShape.NONE, Integer.MAX_VALUE);
        limited.settle();

        assertThat(limited.slots(1)).isEqualTo(16);
        assertThat(limited.count(SchedulerCounter.SLOT_LIMIT_HITS)).isPositive();
    }

    @Test
    void shouldNotHoldDemandThatNobodyCanMeetAgainstItsCaller() {
        rig.worker("w", 4);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, new ResourceShape(0, 1000, 0, new TreeMap<>()), 10);
        rig.demand(1, 10);
        rig.demand(2, 10);
        rig.converge("w");

        assertThat(rig.slots(1)).isEqualTo(2);
        assertThat(rig.slots(2)).isEqualTo(2);
    }

    @Test
    void shouldServeHugeShapesWithoutOverflow() {
        ResourceShape huge = new ResourceShape(0, 0, ResourceShape.MAX_AMOUNT, new TreeMap<>());
        rig.worker("w", 4);
        rig.caller(1);
        rig.caller(2);

        assertThat(rig.demand(1, huge, Integer.MAX_VALUE)).isEmpty();
        assertThat(rig.demand(2, 4)).hasExactlyElementsOfTypes(OpenLane.class);
    }
}
