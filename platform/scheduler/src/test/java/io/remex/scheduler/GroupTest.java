package io.remex.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.remex.scheduler.SchedulerCommand.GroupChanged;
import io.remex.scheduler.SchedulerCommand.GroupUnmet;
import io.remex.scheduler.SchedulerEvent.CallerDisconnected;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DrainWorker;
import io.remex.scheduler.SchedulerEvent.GroupReleased;
import io.remex.scheduler.SchedulerEvent.GroupRequested;
import io.remex.scheduler.SchedulerEvent.WorkerDisconnected;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Placement groups: who gets which room, at once or after others gave way, and what becomes of it. */
class GroupTest {
    private static final NodeId OTHER_NODE = new NodeId("other", "10.0.0.2:1-9");
    private static final NodeId FIRST_NODE = new NodeId("first", "10.0.0.1:1-9");

    private Rig rig = new Rig();

    @Test
    void shouldSetAsideAllBundlesAtOnceAndGiveThemToNobodyElse() {
        rig.worker("a", 4);
        rig.caller(1);
        rig.caller(2);
        List<SchedulerCommand> commands = request(1, GroupStrategy.PACK, cpus(1), cpus(2));
        assertThat(changed(commands)).isEqualTo(ready(1, 1, place(0, "a"), place(1, "a")));

        rig.demand(2, 4);
        rig.converge("a");
        assertThat(rig.slots(2)).isEqualTo(1);
        rig.demand(1, inBundle(1, Rig.CPU), 4);
        rig.converge("a");
        assertThat(rig.slots(1)).isEqualTo(2);
    }

    @Test
    void shouldTakeNothingWhileNotAllBundlesFit() {
        rig.worker("a", 3);
        rig.caller(1);
        rig.caller(2);
        assertThat(changed(request(1, GroupStrategy.PACK, cpus(2), cpus(2)))).isNull();
        rig.demand(2, 3);
        rig.converge("a");
        assertThat(rig.slots(2)).isEqualTo(3);

        List<SchedulerCommand> joined = rig.worker("b", 2);
        assertThat(group().isReady()).isFalse();
        assertThat(joined).noneMatch(GroupChanged.class::isInstance);
        rig.converge("a", "b");
        assertThat(group().isReady()).isTrue();
        assertThat(rig.slots(2)).isEqualTo(1);
    }

    @Test
    void shouldBeReadyOnlyWhenWhoWasThereHasGivenWay() {
        rig.worker("a", 2);
        rig.caller(1);
        rig.caller(2);
        rig.demand(2, 2);
        rig.settle();
        request(1, GroupStrategy.PACK, cpus(2));
        rig.tickAfter(Rig.SECOND_NS, "a");
        assertThat(rig.lease(2).state()).isEqualTo(LeaseState.REVOKING);
        assertThat(group().isReady()).isFalse();
        rig.demand(1, inBundle(0, Rig.CPU), 1);
        assertThat(rig.slots(1)).isZero();

        rig.returned(rig.lease(2));
        assertThat(changed(rig.closed(rig.lease(2)))).isEqualTo(ready(1, 1, place(0, "a")));
        assertThat(rig.slots(1)).isEqualTo(1);
    }

    @Test
    void shouldUseFreeRoomBeforeAnybodyHasToGiveWay() {
        rig.worker("a", 2);
        rig.caller(1);
        rig.caller(2);
        rig.demand(2, 2);
        rig.settle();
        rig.worker("b", 2);
        assertThat(changed(request(1, GroupStrategy.PACK, cpus(2)))).isEqualTo(ready(1, 1, place(0, "b")));
        rig.converge("a", "b");
        assertThat(rig.slots(2)).isEqualTo(2);
    }

    @Test
    void shouldPackOrSpreadOverNodesAndWorkers() {
        onNode(FIRST_NODE, "a1", 2);
        onNode(FIRST_NODE, "a2", 2);
        onNode(OTHER_NODE, "b1", 4);
        openOn(FIRST_NODE, 1);
        assertThat(workersOf(request(1, GroupStrategy.PACK, cpus(1), cpus(1)))).containsExactly("a1", "a1");
        assertThat(workersOf(request(2, GroupStrategy.SPREAD, cpus(1), cpus(1), cpus(1))))
                .containsExactly("a2", "b1", "b1");
    }

    @Test
    void shouldPutAllOnOneNodeOrEachOnAnother() {
        onNode(FIRST_NODE, "a1", 2);
        onNode(OTHER_NODE, "b1", 2);
        onNode(OTHER_NODE, "b2", 2);
        openOn(FIRST_NODE, 1);
        assertThat(workersOf(request(1, GroupStrategy.STRICT_PACK, cpus(2), cpus(2))))
                .containsExactlyInAnyOrder("b1", "b2");
        rig.send(new GroupReleased(new CallerId(1), 1));
        assertThat(workersOf(request(2, GroupStrategy.STRICT_SPREAD, cpus(2), cpus(2))))
                .contains("a1")
                .hasSize(2);
        rig.send(new GroupReleased(new CallerId(1), 2));
        assertThat(changed(request(3, GroupStrategy.STRICT_SPREAD, cpus(1), cpus(1), cpus(1))))
                .isNull();
    }

    @Test
    void shouldFindTheOnlyWayToSpreadBundlesOverNodes() {
        onNode(FIRST_NODE, "a1", 4);
        onNode(OTHER_NODE, "b1", 2);
        openOn(FIRST_NODE, 1);
        // both have the same size; the second can be on one node only, which the first could take as well
        BundleSpec onlyFirst = new BundleSpec(
                ResourceShape.ofMilliCpus(1_000),
                List.of(new LabelCondition(LabelCondition.WORKER, sorted("a1"), false)));
        assertThat(workersOf(request(1, GroupStrategy.STRICT_SPREAD, cpus(1), onlyFirst)))
                .containsExactly("b1", "a1");
    }

    @Test
    void shouldGiveBackWhatIsReleasedAndAskBackWhatIsInUse() {
        rig.worker("a", 2);
        rig.caller(1);
        rig.caller(2);
        request(1, GroupStrategy.PACK, cpus(2));
        rig.demand(1, inBundle(0, Rig.CPU), 2);
        rig.settle();
        rig.demand(2, 2);
        assertThat(rig.slots(2)).isZero();

        rig.send(new GroupReleased(new CallerId(1), 1));
        assertThat(rig.lease(1).state()).isEqualTo(LeaseState.REVOKING);
        assertThat(rig.slots(2)).isZero();
        rig.converge("a");
        assertThat(rig.slots(2)).isEqualTo(2);
        assertThat(rig.core.snapshot().groups()).isEmpty();
    }

    @Test
    void shouldReleaseTheGroupsOfACallerThatIsGone() {
        rig.worker("a", 2);
        rig.caller(1);
        rig.caller(2);
        request(1, GroupStrategy.PACK, cpus(2));
        rig.demand(2, 2);
        rig.send(new CallerDisconnected(new CallerId(1), "killed"));
        rig.settle();
        assertThat(rig.slots(2)).isEqualTo(2);
        assertThat(rig.core.snapshot().groups()).isEmpty();
    }

    @Test
    void shouldSetAsideAnewWhatWasLostWithItsWorker() {
        rig.worker("a", 2);
        rig.worker("b", 2);
        rig.caller(1);
        assertThat(workersOf(request(1, GroupStrategy.SPREAD, cpus(2), cpus(2))))
                .containsExactly("a", "b");

        List<SchedulerCommand> lost = rig.send(new WorkerDisconnected(new WorkerId("a"), Rig.INCARNATION, "killed"));
        assertThat(changed(lost)).isEqualTo(new GroupChanged(new CallerId(1), 1, false, List.of(place(1, "b"))));
        assertThat(changed(rig.worker("c", 2))).isEqualTo(ready(1, 1, place(0, "c"), place(1, "b")));
        assertThat(rig.count(SchedulerCounter.BUNDLES_LOST)).isEqualTo(1);
    }

    @Test
    void shouldMoveBundlesFromAWorkerThatDrains() {
        rig.worker("a", 2);
        rig.caller(1);
        request(1, GroupStrategy.PACK, cpus(2));
        rig.demand(1, inBundle(0, Rig.CPU), 2);
        rig.settle();
        rig.worker("b", 2);
        List<SchedulerCommand> moved = rig.send(new DrainWorker(new WorkerId("a")));
        assertThat(changed(moved)).isEqualTo(ready(1, 1, place(0, "b")));
        rig.converge("a", "b");
        assertThat(rig.lease(1).worker()).isEqualTo(new WorkerId("b"));
    }

    @Test
    void shouldSayWhatIsInfeasibleAndWhatOnlyWaits() {
        rig.worker("a", 2);
        rig.caller(1);
        request(1, GroupStrategy.PACK, cpus(2));
        request(2, GroupStrategy.PACK, cpus(1));
        request(3, GroupStrategy.PACK, cpus(3));
        long firstAfterNs = SchedulerConfig.defaults().warnings().firstAfterNs();
        List<GroupUnmet> unmet = rig.tickAfter(firstAfterNs / 2, "a").stream()
                .filter(GroupUnmet.class::isInstance)
                .map(GroupUnmet.class::cast)
                .toList();
        assertThat(unmet).isEmpty();
        unmet = rig.tickAfter(firstAfterNs / 2, "a").stream()
                .filter(GroupUnmet.class::isInstance)
                .map(GroupUnmet.class::cast)
                .toList();
        assertThat(unmet)
                .extracting(GroupUnmet::group, GroupUnmet::infeasible)
                .containsExactly(tuple(2L, false), tuple(3L, true));
        assertThat(rig.tickAfter(Rig.SECOND_NS, "a")).noneMatch(GroupUnmet.class::isInstance);
    }

    @Test
    void shouldSetAsideDevicesThatNobodyElseHas() {
        ResourceShape twoGpus = new ResourceShape(4_000, 2_000, 0, new TreeMap<>());
        ResourceShape oneGpu = new ResourceShape(1_000, 1_000, 0, new TreeMap<>());
        WorkerRegistration plain = Rig.registration("a", Rig.INCARNATION, 4);
        rig.send(new WorkerRegistered(
                new WorkerRegistration(
                        plain.node(),
                        plain.worker(),
                        plain.incarnation(),
                        twoGpus,
                        plain.labels(),
                        1,
                        "gpus",
                        1,
                        plain.catalog(),
                        plain.functions()),
                List.of()));
        rig.caller(1);
        rig.caller(2);
        rig.demand(2, oneGpu, 1);
        rig.settle();
        assertThat(rig.lease(2).gpus()).containsExactly(0);
        request(1, GroupStrategy.PACK, new BundleSpec(oneGpu, List.of()));
        assertThat(group().places().get(0).orElseThrow().gpus()).containsExactly(1);

        // the next one needs the device that is in use: it is asked back
        request(2, GroupStrategy.PACK, new BundleSpec(oneGpu, List.of()));
        assertThat(rig.lease(2).state()).isEqualTo(LeaseState.REVOKING);
        rig.settle();
        assertThat(rig.core.snapshot().groups()).allMatch(PlacementGroup::isReady);
        rig.demand(1, inBundle(0, oneGpu), 1);
        rig.settle();
        assertThat(rig.lease(1).gpus()).containsExactly(1);
    }

    @Test
    void shouldTakeOverGroupsFromAnEarlierSchedulerWhicheverSideComesFirst() {
        for (boolean callerFirst : List.of(true, false)) {
            rig = new Rig(SchedulerConfig.defaults()
                    .with(new SchedulerConfig.Adoption(1_000, Rig.SECOND_NS, 10 * Rig.SECOND_NS, 100)));
            HeldLease held = new HeldLease(
                    new LeaseId(7), new CallerId(1), inBundle(0, Rig.CPU), 2, 0, List.of(), 20_000, 20_001);
            GroupRequest group = new GroupRequest(
                    1,
                    GroupStrategy.PACK,
                    List.of(cpus(2)),
                    List.of(new ClaimedBundle(0, new WorkerId("a"), List.of())));
            CallerOpened opened = new CallerOpened(
                    Rig.session(1, 1),
                    List.of(new ClaimedLease(new LeaseId(7), new WorkerId("a"), Rig.INCARNATION)),
                    List.of(group));
            if (callerFirst) {
                rig.send(opened);
            }
            rig.worker("a", 2, held);
            if (!callerFirst) {
                rig.send(opened);
            }
            rig.demand(1, inBundle(0, Rig.CPU), 2);
            rig.caller(2);
            rig.demand(2, 2);
            assertThat(group().isReady()).as("caller first: %s", callerFirst).isTrue();
            rig.converge("a");
            assertThat(rig.lease(1).state()).isEqualTo(LeaseState.ACTIVE);
            assertThat(rig.slots(1)).isEqualTo(2);
            assertThat(rig.slots(2)).isZero();
        }
    }

    @Test
    void shouldGiveUpAClaimThatNoWorkerConfirms() {
        rig = new Rig(SchedulerConfig.defaults()
                .with(new SchedulerConfig.Adoption(1_000, Rig.SECOND_NS, 10 * Rig.SECOND_NS, 100)));
        rig.worker("b", 2);
        rig.send(new CallerOpened(
                Rig.session(1, 1),
                List.of(),
                List.of(new GroupRequest(
                        1,
                        GroupStrategy.PACK,
                        List.of(cpus(2)),
                        List.of(new ClaimedBundle(0, new WorkerId("gone"), List.of()))))));
        rig.tickAfter(2 * Rig.SECOND_NS, "b");
        assertThat(group().isReady()).isFalse();
        rig.tickAfter(10 * Rig.SECOND_NS, "b");
        assertThat(group().places().get(0).orElseThrow().worker()).isEqualTo(new WorkerId("b"));
        assertThat(group().isReady()).isTrue();
    }

    @Test
    void shouldRefuseAClaimOnWhatIsNotThere() {
        rig.worker("a", 2);
        rig.caller(2);
        rig.demand(2, 1);
        rig.settle();
        rig.send(new CallerOpened(
                Rig.session(1, 1),
                List.of(),
                List.of(new GroupRequest(
                        1,
                        GroupStrategy.PACK,
                        List.of(cpus(3)),
                        List.of(new ClaimedBundle(0, new WorkerId("a"), List.of(5)))))));
        assertThat(group().places()).containsExactly(Optional.empty());
        rig.converge("a");
        assertThat(rig.slots(2)).isEqualTo(1);
    }

    @Test
    void shouldReleaseGroupsThatACallerDoesNotNameAgain() {
        rig.worker("a", 2);
        rig.caller(1);
        request(1, GroupStrategy.PACK, cpus(1));
        GroupRequest second = new GroupRequest(2, GroupStrategy.PACK, List.of(cpus(1)), List.of());
        rig.send(new GroupRequested(new CallerId(1), second));
        List<SchedulerCommand> again = rig.send(new CallerOpened(Rig.session(1, 1), List.of(), List.of(second)));
        assertThat(changed(again)).isEqualTo(ready(1, 2, place(0, "a")));
        assertThat(rig.core.snapshot().groups())
                .extracting(PlacementGroup::id)
                .containsExactly(new GroupId(new CallerId(1), 2));
    }

    @Test
    void shouldSayWhyATaskCannotRunInItsBundle() {
        rig.worker("a", 2);
        rig.caller(1);
        request(1, GroupStrategy.PACK, cpus(1));
        rig.demand(1, inBundle(0, ResourceShape.ofMilliCpus(2_000)), 1);
        rig.tickAfter(Rig.SECOND_NS, "a");
        List<SchedulerCommand> late =
                rig.tickAfter(SchedulerConfig.defaults().warnings().firstAfterNs(), "a");
        assertThat(late)
                .filteredOn(SchedulerCommand.DemandUnmet.class::isInstance)
                .singleElement()
                .satisfies(command -> {
                    SchedulerCommand.DemandUnmet unmet = (SchedulerCommand.DemandUnmet) command;
                    assertThat(unmet.infeasible()).isTrue();
                    assertThat(unmet.reason()).startsWith("bundle 0 of placement group 1 has");
                });
    }

    private List<SchedulerCommand> request(long number, GroupStrategy strategy, BundleSpec... bundles) {
        return rig.send(new GroupRequested(
                new CallerId(1), new GroupRequest(number, strategy, Arrays.asList(bundles), List.of())));
    }

    private PlacementGroup group() {
        return rig.core.snapshot().groups().get(0);
    }

    private void onNode(NodeId node, String worker, int cpus) {
        rig.send(new WorkerRegistered(Rig.registration(node, worker, Rig.INCARNATION, cpus, Rig.FUNCTIONS), List.of()));
    }

    private void openOn(NodeId node, long caller) {
        rig.send(new CallerOpened(
                new CallerSession(new CallerId(caller), Optional.of(node), 1, 1, "test", Optional.empty()), List.of()));
    }

    private static SortedSet<String> sorted(String value) {
        return new TreeSet<>(List.of(value));
    }

    private static BundleSpec cpus(int cpus) {
        return new BundleSpec(ResourceShape.ofMilliCpus(1_000L * cpus), List.of());
    }

    private static SlotNeed inBundle(int index, ResourceShape shape) {
        return new SlotNeed(shape, new PlacementRule(false, List.of(), List.of(), Optional.of(new BundleId(1, index))));
    }

    private static PlacedBundle place(int index, String worker) {
        return new PlacedBundle(index, new WorkerId(worker), Rig.CATALOG, List.of());
    }

    private static GroupChanged ready(long caller, long group, PlacedBundle... places) {
        return new GroupChanged(new CallerId(caller), group, true, Arrays.asList(places));
    }

    /** What the caller was told last; null if nothing. */
    private static GroupChanged changed(List<SchedulerCommand> commands) {
        return commands.stream()
                .filter(GroupChanged.class::isInstance)
                .map(GroupChanged.class::cast)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private static List<String> workersOf(List<SchedulerCommand> commands) {
        return changed(commands).places().stream()
                .map(place -> place.worker().name())
                .toList();
    }
}
