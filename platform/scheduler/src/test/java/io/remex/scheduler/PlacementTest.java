package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** On which workers slots go. */
class PlacementTest {
    private static final SlotNeed SPREAD = new SlotNeed(Rig.CPU, PlacementRule.SPREAD);

    private final Rig rig = new Rig();

    @Test
    void shouldPackWorkersToOneHalfAndThenSpread() {
        rig.worker("w", 4);
        rig.worker("v", 4);
        rig.caller(1);

        rig.demand(1, 1);
        rig.settle();
        assertThat(slots()).containsExactly(Map.entry("w", 1));
        rig.demand(1, 2);
        rig.settle();
        assertThat(slots()).as("to one half").containsExactly(Map.entry("w", 2));
        rig.demand(1, 4);
        rig.settle();
        assertThat(slots()).as("the next one").containsExactly(Map.entry("v", 2), Map.entry("w", 2));
        rig.demand(1, 6);
        rig.settle();
        assertThat(slots()).as("evenly").containsExactly(Map.entry("v", 3), Map.entry("w", 3));
    }

    @Test
    void shouldPackCallersOntoTheFullestWorkerBelowOneHalf() {
        rig.worker("w", 8);
        rig.worker("v", 8);
        for (int caller = 1; caller <= 4; caller++) {
            rig.caller(caller);
            rig.demand(caller, 1);
            rig.settle();
        }

        assertThat(slots()).containsExactly(Map.entry("w", 4));
    }

    @Test
    void shouldSpreadSlotsOverWorkersFromTheFirstOn() {
        rig.worker("w", 8);
        rig.worker("v", 8);
        rig.worker("u", 8);
        rig.caller(1);

        rig.demand(1, SPREAD, 2);
        rig.settle();
        assertThat(slots()).containsExactly(Map.entry("v", 1), Map.entry("w", 1));
        rig.demand(1, SPREAD, 7);
        rig.settle();
        assertThat(slots()).containsExactly(Map.entry("u", 2), Map.entry("v", 2), Map.entry("w", 3));
    }

    @Test
    void shouldSpreadToTheEmptiestOfWorkersWithoutSlotsOfTheCaller() {
        rig.worker("w", 8);
        rig.worker("v", 8);
        rig.caller(1);
        rig.demand(1, 3);
        rig.settle();
        rig.caller(2);

        rig.demand(2, SPREAD, 1);
        rig.settle();

        assertThat(rig.lease(2).worker().name()).isEqualTo("v");
    }

    @Test
    void shouldKeepDemandsThatDifferOnlyInPlacementApart() {
        rig.worker("w", 8);
        rig.worker("v", 8);
        rig.caller(1);
        rig.demand(1, 2);
        rig.demand(1, SPREAD, 2);
        rig.settle();

        assertThat(rig.leases())
                .extracting(lease -> lease.need().placement().spread() + "@" + lease.worker() + ":" + lease.slots())
                .containsExactlyInAnyOrder("false@w:2", "true@w:1", "true@v:1");
    }

    private Map<String, Integer> slots() {
        Map<String, Integer> slots = new TreeMap<>();
        rig.leases().forEach(lease -> slots.merge(lease.worker().name(), lease.slots(), Integer::sum));
        return slots;
    }
}
