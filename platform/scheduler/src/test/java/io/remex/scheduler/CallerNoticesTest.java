package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.scheduler.SchedulerCommand.CatalogsChanged;
import io.remex.scheduler.SchedulerCommand.DemandUnmet;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DemandChanged;
import io.remex.scheduler.SchedulerEvent.DrainWorker;
import io.remex.scheduler.SchedulerEvent.LaneFailed;
import io.remex.scheduler.SchedulerEvent.WorkerDisconnected;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What callers are told about what is on offer, and about demand nobody can meet. */
class CallerNoticesTest {
    private static final CallerId CALLER = new CallerId(1);
    private static final WorkerId WORKER = new WorkerId("w");

    private final Rig rig = new Rig();

    @Test
    void shouldTellNewCallerWhatIsOnOfferEvenIfNothing() {
        assertThat(rig.caller(1)).containsExactly(new CatalogsChanged(CALLER, List.of()));
    }

    @Test
    void shouldSendFunctionsOfCatalogOnlyOnce() {
        rig.caller(1);

        assertThat(rig.worker("w", 1))
                .contains(new CatalogsChanged(
                        CALLER, List.of(new OfferedCatalog(Rig.CATALOG, 1, 1, Optional.of(Rig.FUNCTIONS)))));
        assertThat(rig.worker("v", 1))
                .contains(
                        new CatalogsChanged(CALLER, List.of(new OfferedCatalog(Rig.CATALOG, 2, 2, Optional.empty()))));
        assertThat(rig.send(new WorkerDisconnected(WORKER, 1, "reset")))
                .contains(
                        new CatalogsChanged(CALLER, List.of(new OfferedCatalog(Rig.CATALOG, 1, 1, Optional.empty()))));
        assertThat(rig.send(new DrainWorker(new WorkerId("v")))).contains(new CatalogsChanged(CALLER, List.of()));
    }

    @Test
    void shouldSendFunctionsAgainInNewSession() {
        rig.worker("w", 1);
        rig.caller(1);

        assertThat(rig.caller(1))
                .containsExactly(new CatalogsChanged(
                        CALLER, List.of(new OfferedCatalog(Rig.CATALOG, 1, 1, Optional.of(Rig.FUNCTIONS)))));
    }

    @Test
    void shouldTellOfWorkersOutOfReach() {
        rig.caller(1);

        assertThat(rig.send(new WorkerRegistered(
                        Rig.registration(new NodeId("elsewhere"), "far", 1, 1, Rig.FUNCTIONS), List.of())))
                .contains(new CatalogsChanged(
                        CALLER, List.of(new OfferedCatalog(Rig.CATALOG, 1, 0, Optional.of(Rig.FUNCTIONS)))));
    }

    @Test
    void shouldWarnOfUnmetDemandAfterWhileAndNotTooOften() {
        rig.caller(1);
        rig.demand(1, 1);

        assertThat(rig.tickAfter(0)).isEmpty();
        assertThat(rig.tickAfter(5 * Rig.SECOND_NS - 1)).isEmpty();
        assertThat(rig.tickAfter(1))
                .containsExactly(new DemandUnmet(
                        CALLER, SlotNeed.of(Rig.CPU), Rig.CATALOG, false, "no worker offers catalog " + Rig.CATALOG));
        assertThat(rig.tickAfter(30 * Rig.SECOND_NS - 1)).isEmpty();
        assertThat(rig.tickAfter(1)).hasExactlyElementsOfTypes(DemandUnmet.class);
        assertThat(rig.count(SchedulerCounter.DEMAND_WARNINGS)).isEqualTo(2);
    }

    @Test
    void shouldNotWarnWhenDemandIsServedMeanwhileOrCanBe() {
        rig.caller(1);
        rig.demand(1, 1);
        rig.tickAfter(0);
        rig.worker("w", 1);
        rig.settle();
        rig.caller(2);
        rig.demand(2, 1);

        for (int second = 0; second < 40; second++) {
            assertThat(rig.tickAfter(Rig.SECOND_NS, "w"))
                    .as("the two take turns")
                    .doesNotHaveAnyElementsOfTypes(DemandUnmet.class);
            rig.settle();
        }
    }

    @Test
    void shouldSayWhyDemandIsUnmet() {
        rig.send(new CallerOpened(
                new CallerSession(CALLER, Optional.empty(), 1, 1, "no node", Optional.empty()), List.of()));
        rig.demand(1, 1);
        assertThat(reason()).startsWith("the caller is attached to no node");

        rig.send(new CallerOpened(Rig.session(2, 1), List.of()));
        rig.send(new DemandChanged(CALLER, SlotNeed.of(Rig.CPU), Rig.CATALOG, 0, SlotsByPriority.NORMAL));
        rig.send(
                new WorkerRegistered(Rig.registration(new NodeId("elsewhere"), "far", 1, 1, Rig.FUNCTIONS), List.of()));
        rig.demand(2, 1);
        assertThat(reason("far"))
                .isEqualTo("no worker on node node offers catalog " + Rig.CATALOG + "; on other nodes: 1");

        rig.demand(2, 0);
        rig.worker("w", 1);
        rig.demand(2, ResourceShape.ofMilliCpus(2000), 1);
        assertThat(reason("far", "w")).startsWith("no worker is large enough for ResourceShape[milliCpus=2000");

        rig.demand(2, ResourceShape.ofMilliCpus(2000), 0);
        rig.send(new DrainWorker(WORKER));
        rig.demand(2, 1);
        assertThat(reason("far", "w"))
                .isEqualTo("every worker on node node that offers catalog " + Rig.CATALOG + " is draining");
    }

    @Test
    void shouldWarnWhenTheOnlyWorkerCannotOpenLanes() {
        rig.worker("w", 1);
        rig.caller(1);
        rig.demand(1, 1);
        String last = "";
        for (int i = 0; i < 60 && last.isEmpty(); i++) {
            rig.leases().forEach(lease -> rig.send(new LaneFailed(WORKER, 1, lease.id(), "no memory")));
            last = reason(rig.tickAfter(100 * Rig.MILLISECOND_NS, "w"));
        }

        assertThat(last).isEqualTo("worker w cannot open a lane: no memory");
    }

    @Test
    void shouldSayWhetherDemandIsInfeasibleOrMayBeMetByAndBy() {
        rig.worker("w", 1);
        rig.caller(1);
        rig.demand(1, ResourceShape.ofMilliCpus(2000), 1);
        rig.demand(1, new ResourceShape(0, 1000, 0, new TreeMap<>()), 1);
        rig.tickAfter(0, "w");
        rig.tickAfter(2500 * Rig.MILLISECOND_NS, "w");
        assertThat(rig.tickAfter(2500 * Rig.MILLISECOND_NS, "w"))
                .hasSize(2)
                .allSatisfy(command ->
                        assertThat(((DemandUnmet) command).infeasible()).isTrue());

        LabelCondition elsewhere = new LabelCondition("zone", new TreeSet<>(List.of("moon")), false);
        SlotNeed onTheMoon = new SlotNeed(Rig.CPU, new PlacementRule(false, List.of(elsewhere), List.of()));
        rig.demand(1, onTheMoon, 1);
        rig.tickAfter(0, "w");
        rig.tickAfter(2500 * Rig.MILLISECOND_NS, "w");
        assertThat(rig.tickAfter(2500 * Rig.MILLISECOND_NS, "w"))
                .containsExactly(new DemandUnmet(
                        CALLER,
                        onTheMoon,
                        Rig.CATALOG,
                        true,
                        "no worker meets the affinity [zone=moon]; worker w has the labels {}"));

        rig.send(new DrainWorker(WORKER));
        rig.demand(1, 1);
        rig.tickAfter(0, "w");
        rig.tickAfter(2500 * Rig.MILLISECOND_NS, "w");
        assertThat(rig.tickAfter(2500 * Rig.MILLISECOND_NS, "w"))
                .filteredOn(command -> ((DemandUnmet) command).need().equals(SlotNeed.of(Rig.CPU)))
                .hasSize(1)
                .allSatisfy(command ->
                        assertThat(((DemandUnmet) command).infeasible()).isFalse());
    }

    private String reason(String... workers) {
        rig.tickAfter(0, workers);
        String reason = "";
        for (int second = 0; second < 5; second++) {
            reason = reason(rig.tickAfter(Rig.SECOND_NS, workers));
        }
        return reason;
    }

    private static String reason(List<SchedulerCommand> commands) {
        return commands.stream()
                .filter(DemandUnmet.class::isInstance)
                .map(command -> ((DemandUnmet) command).reason())
                .findFirst()
                .orElse("");
    }
}
