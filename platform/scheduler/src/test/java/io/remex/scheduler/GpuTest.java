package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.scheduler.SchedulerCommand.CloseLane;
import io.remex.scheduler.SchedulerCommand.OpenLane;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which devices leases get. */
class GpuTest {
    private Rig rig = new Rig();

    @Test
    void shouldGiveWholeGpusToOneLeaseEach() {
        worker(3_000);
        rig.caller(1);
        rig.demand(1, gpus(1_000), 5);
        rig.settle();

        assertThat(rig.leases()).extracting(Lease::gpus).containsExactly(List.of(0), List.of(1), List.of(2));
        assertThat(rig.leases()).extracting(Lease::slots).containsOnly(1);
    }

    @Test
    void shouldGiveSeveralDevicesToOneSlot() {
        worker(5_000);
        rig.caller(1);
        rig.demand(1, gpus(2_000), 5);
        rig.settle();

        assertThat(rig.leases()).extracting(Lease::gpus).containsExactly(List.of(0, 1), List.of(2, 3));
    }

    @Test
    void shouldLetFractionsShareADeviceBeforeTheyTakeAnother() {
        worker(2_000);
        rig.caller(1);
        rig.demand(1, gpus(400), 3);
        rig.settle();

        assertThat(rig.leases()).extracting(Lease::gpus).containsExactly(List.of(0), List.of(0), List.of(1));
    }

    @Test
    void shouldSayTheDevicesToTheWorker() {
        worker(2_000);
        rig.caller(1);

        assertThat(rig.demand(1, gpus(1_000), 1))
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        OpenLane.class, open -> assertThat(open.gpus()).containsExactly(0));
    }

    @Test
    void shouldNotGiveADeviceAgainBeforeTheWorkerHasClosedItsLane() {
        worker(1_000);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, gpus(1_000), 1);
        rig.settle();
        Lease first = rig.lease();
        rig.demand(2, gpus(1_000), 1);
        rig.demand(1, gpus(1_000), 0);
        rig.returned(first);
        assertThat(rig.lease().caller().value()).isEqualTo(1);

        rig.closed(first);

        assertThat(rig.lease().caller().value()).isEqualTo(2);
        assertThat(rig.lease().gpus()).containsExactly(0);
    }

    @Test
    void shouldKeepTheDevicesOfATaskThatWaits() {
        worker(1_000);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, gpus(1_000), 1);
        rig.settle();
        rig.blocked(rig.lease(), 1);

        rig.demand(2, gpus(1_000), 1);
        rig.converge("w");

        assertThat(rig.leases()).hasSize(1);
        assertThat(rig.slots(2)).isZero();
    }

    @Test
    void shouldFreeAWholeDeviceForWhoWaitsWhenFractionsAreScattered() {
        worker(2_000);
        rig.caller(1);
        rig.caller(2);
        rig.demand(1, gpus(600), 2);
        rig.settle();
        assertThat(rig.leases()).extracting(Lease::gpus).containsExactly(List.of(0), List.of(1));

        rig.demand(2, gpus(1_000), 1);
        rig.converge("w");

        assertThat(rig.slots(2)).isEqualTo(1);
        assertThat(rig.slots(1)).isEqualTo(1);
    }

    @Test
    void shouldAdoptTheDevicesThatAWorkerReports() {
        worker(2_000, held(60, 1_000, 1, 1));
        rig.caller(1, new ClaimedLease(new LeaseId(60), new WorkerId("w"), Rig.INCARNATION));
        rig.demand(1, gpus(1_000), 2);
        rig.settle();

        assertThat(rig.leases()).extracting(Lease::gpus).containsExactly(List.of(1), List.of(0));
    }

    @Test
    void shouldDisownLeasesWhoseDevicesCannotBe() {
        for (HeldLease impossible : List.of(
                held(60, 1_000, 1),
                held(60, 1_000, 1, 2),
                held(60, 1_000, 1, -1),
                held(60, 1_000, 1, 0, 1),
                held(60, 2_000, 1, 1, 1),
                held(60, 0, 1, 0),
                held(60, 1_000, 2, 0))) {
            rig = new Rig();
            assertThat(worker(2_000, impossible)).as("%s", impossible).hasAtLeastOneElementOfType(CloseLane.class);
        }
        rig = new Rig();
        assertThat(worker(2_000, held(60, 600, 1, 0), held(61, 600, 1, 0)))
                .filteredOn(CloseLane.class::isInstance)
                .hasSize(1);
    }

    @Test
    void shouldRememberDevicesInASnapshot() {
        worker(2_000);
        rig.caller(1);
        rig.demand(1, gpus(1_000), 1);
        rig.settle();

        rig.core = SchedulerCore.restore(rig.core.snapshot());
        rig.demand(1, gpus(1_000), 2);

        assertThat(rig.leases()).extracting(Lease::gpus).containsExactly(List.of(0), List.of(1));
    }

    @Test
    void shouldNeverFitFractionsAboveOne() {
        ResourceShape four = new ResourceShape(1_000, 4_000, 0, new TreeMap<>());

        assertThat(GpuDevices.canEverFit(gpus(1_500), four)).isFalse();
        assertThat(GpuDevices.canEverFit(gpus(4_000), four)).isTrue();
        assertThat(GpuDevices.canEverFit(gpus(5_000), four)).isFalse();
        assertThat(new GpuDevices(new ResourceShape(0, 2_500, 0, new TreeMap<>())).choose(gpus(400)))
                .as("the small rest of a device is used first")
                .isEqualTo(Optional.of(List.of(2)));
    }

    private List<SchedulerCommand> worker(long milliGpus, HeldLease... held) {
        WorkerRegistration plain = Rig.registration("w", Rig.INCARNATION, 8);
        return rig.send(new WorkerRegistered(
                new WorkerRegistration(
                        plain.node(),
                        plain.worker(),
                        plain.incarnation(),
                        new ResourceShape(8_000, milliGpus, 0, new TreeMap<>()),
                        plain.labels(),
                        plain.pid(),
                        plain.description(),
                        plain.controlStreamId(),
                        plain.catalog(),
                        plain.functions()),
                Arrays.asList(held)));
    }

    private static HeldLease held(long lease, long milliGpus, int slots, Integer... devices) {
        int streamId = 20_000 + (int) lease * 2;
        return new HeldLease(
                new LeaseId(lease),
                new CallerId(1),
                SlotNeed.of(gpus(milliGpus)),
                slots,
                0,
                List.of(devices),
                streamId,
                streamId + 1);
    }

    private static ResourceShape gpus(long millis) {
        return new ResourceShape(100, millis, 0, new TreeMap<>());
    }
}
