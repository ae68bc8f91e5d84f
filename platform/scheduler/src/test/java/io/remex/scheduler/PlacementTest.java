package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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

    @Test
    void shouldUseOnlyWorkersThatMeetTheConditions() {
        labelled("eu", 4, Map.of("zone", "eu", "spot", ""));
        labelled("us", 4, Map.of("zone", "us"));
        labelled("asia", 4, Map.of("zone", "asia", "disk", "ssd"));
        rig.caller(1);

        assertThat(placed("zone=us|asia", 9)).containsExactly(Map.entry("asia", 4), Map.entry("us", 4));
        assertThat(placed("zone!=us", 9)).containsExactly(Map.entry("asia", 4), Map.entry("eu", 4));
        assertThat(placed("spot", 9)).containsExactly(Map.entry("eu", 4));
        assertThat(placed("!spot, disk", 9)).containsExactly(Map.entry("asia", 4));
        assertThat(placed("worker=us", 9)).containsExactly(Map.entry("us", 4));
        assertThat(placed("node=node", 12)).hasSize(3);
        assertThat(placed("node!=node", 9)).isEmpty();
    }

    @Test
    void shouldUseWorkersThatMeetMoreWishesFirst() {
        labelled("plain", 4, Map.of());
        labelled("good", 4, Map.of("disk", "ssd"));
        labelled("best", 4, Map.of("disk", "ssd", "zone", "eu"));
        rig.caller(1);

        assertThat(placed("prefer disk=ssd, prefer zone=eu", 1)).containsExactly(Map.entry("best", 1));
        assertThat(placed("prefer disk=ssd, prefer zone=eu", 6))
                .containsExactly(Map.entry("best", 4), Map.entry("good", 2));
        assertThat(placed("prefer disk=ssd, prefer zone=eu", 12))
                .as("a wish does not keep a slot from being used")
                .containsOnly(Map.entry("best", 4), Map.entry("good", 4), Map.entry("plain", 4));
    }

    @Test
    void shouldSpreadOverTheWorkersThatMeetTheConditions() {
        labelled("a", 8, Map.of("zone", "eu"));
        labelled("b", 8, Map.of("zone", "us"));
        labelled("c", 8, Map.of("zone", "eu"));
        rig.caller(1);

        assertThat(placed("spread, zone=eu", 4)).containsExactly(Map.entry("a", 2), Map.entry("c", 2));
    }

    @Test
    void shouldGiveNothingThatIsLeftToWhoMayNotUseIt() {
        labelled("a", 4, Map.of("zone", "eu"));
        rig.caller(1);

        assertThat(placed("zone=us", 4)).isEmpty();
    }

    /** Where so many slots go; they are given back afterwards. */
    private Map<String, Integer> placed(String rule, int slots) {
        SlotNeed need = new SlotNeed(Rig.CPU, rule(rule));
        rig.demand(1, need, slots);
        rig.settle();
        Map<String, Integer> placed = slots();
        rig.demand(1, need, 0);
        rig.leases().forEach(rig::returned);
        rig.settle();
        return placed;
    }

    private static PlacementRule rule(String text) {
        List<LabelCondition> required = new ArrayList<>();
        List<LabelCondition> preferred = new ArrayList<>();
        boolean spread = false;
        for (String term : text.split(", ")) {
            if (term.equals("spread")) {
                spread = true;
            } else {
                boolean wish = term.startsWith("prefer ");
                (wish ? preferred : required).add(condition(wish ? term.substring(7) : term));
            }
        }
        return new PlacementRule(spread, required, preferred);
    }

    private static LabelCondition condition(String text) {
        String[] parts = text.split("!?=");
        boolean negated = text.startsWith("!") || text.contains("!=");
        return new LabelCondition(
                parts[0].replace("!", ""),
                parts.length == 1 ? new TreeSet<>() : new TreeSet<>(List.of(parts[1].split("\\|"))),
                negated);
    }

    private void labelled(String worker, int cpus, Map<String, String> labels) {
        WorkerRegistration plain = Rig.registration(worker, Rig.INCARNATION, cpus);
        rig.send(new WorkerRegistered(
                new WorkerRegistration(
                        plain.node(),
                        plain.worker(),
                        plain.incarnation(),
                        plain.capacity(),
                        new TreeMap<>(labels),
                        plain.pid(),
                        plain.description(),
                        plain.controlStreamId(),
                        plain.catalog(),
                        plain.functions()),
                List.of()));
    }

    private Map<String, Integer> slots() {
        Map<String, Integer> slots = new TreeMap<>();
        rig.leases().forEach(lease -> slots.merge(lease.worker().name(), lease.slots(), Integer::sum));
        return slots;
    }
}
