package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.scheduler.SchedulerCommand.LeaseGranted;
import io.remex.scheduler.SchedulerCommand.OpenLane;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Workers and callers on several nodes, with and without an address on the network. */
class NetworkPlacementTest {
    private static final NodeId HOME = new NodeId("home", "10.0.0.1:40100-40199");
    private static final NodeId AWAY = new NodeId("away", "10.0.0.2:40100-40199");
    private static final NodeId ALONE = new NodeId("alone");
    private static final SlotNeed SPREAD = new SlotNeed(Rig.CPU, PlacementRule.SPREAD);

    private final Rig rig = new Rig();

    private void worker(NodeId node, String name, int cpus) {
        rig.send(new WorkerRegistered(Rig.registration(node, name, Rig.INCARNATION, cpus, Rig.FUNCTIONS), List.of()));
    }

    private List<SchedulerCommand> caller(NodeId node) {
        return rig.send(new CallerOpened(
                new CallerSession(new CallerId(1), Optional.of(node), 1, 1, "test", Optional.empty()), List.of()));
    }

    private Map<String, Integer> slots() {
        Map<String, Integer> slots = new TreeMap<>();
        rig.leases().forEach(lease -> slots.merge(lease.worker().name(), lease.slots(), Integer::sum));
        return slots;
    }

    @Test
    void shouldTellBothSidesWhereTheOtherIs() {
        worker(AWAY, "far", 1);
        caller(HOME);
        List<SchedulerCommand> asked = rig.demand(1, 1);
        assertThat(asked)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        OpenLane.class,
                        open -> assertThat(open.callerDataAddress()).isEqualTo(HOME.dataAddress()));
        assertThat(rig.opened(rig.lease()))
                .first()
                .isInstanceOfSatisfying(
                        LeaseGranted.class,
                        granted -> assertThat(granted.worker().node()).isEqualTo(AWAY));
    }

    @Test
    void shouldSayNothingOfAddressesInsideANode() {
        worker(HOME, "near", 1);
        caller(HOME);
        assertThat(rig.demand(1, 1))
                .first()
                .isInstanceOfSatisfying(
                        OpenLane.class,
                        open -> assertThat(open.callerDataAddress()).isEmpty());
    }

    @Test
    void shouldNotLeaseToOrFromANodeWithoutAnAddress() {
        worker(AWAY, "far", 1);
        caller(ALONE);
        assertThat(rig.demand(1, 1)).isEmpty();
        caller(HOME);
        worker(ALONE, "lonely", 4);
        rig.demand(1, 4);
        rig.settle();
        assertThat(slots()).containsExactly(Map.entry("far", 1));
    }

    @Test
    void shouldFillTheCallersNodeFirstAndThenTheOthers() {
        worker(AWAY, "far", 4);
        worker(HOME, "near", 4);
        caller(HOME);
        rig.demand(1, 4);
        rig.settle();
        assertThat(slots()).containsExactly(Map.entry("near", 4));
        rig.demand(1, 6);
        rig.settle();
        assertThat(slots()).containsExactly(Map.entry("far", 2), Map.entry("near", 4));
    }

    @Test
    void shouldSpreadOverNodesBeforeWorkers() {
        worker(HOME, "near-1", 4);
        worker(HOME, "near-2", 4);
        worker(HOME, "near-3", 4);
        worker(AWAY, "far", 4);
        caller(HOME);
        rig.demand(1, SPREAD, 4);
        rig.settle();
        assertThat(slots()).containsEntry("far", 2).hasSize(3);
    }
}
