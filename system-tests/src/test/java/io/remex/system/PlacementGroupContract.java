package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.Bundle;
import io.remex.ConfigKey;
import io.remex.InfeasibleTaskException;
import io.remex.ObjectRef;
import io.remex.PlacementGroup;
import io.remex.PlacementStrategy;
import io.remex.Remex;
import io.remex.RuntimeClosedException;
import io.remex.TaskCancelledException;
import io.remex.TaskOptions;
import io.remex.system.functions.Arithmetic;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Room that is set aside for some tasks, and for no others. */
abstract class PlacementGroupContract extends ApiContract {
    PlacementGroupContract(ApiSystem system) {
        super(system);
    }

    @Test
    void shouldRunTasksInTheirBundlesAndOthersWhenTheGroupIsClosed() {
        init();
        Gate inside = newGate("inside");
        Gate outside = newGate("outside");
        outside.open();
        PlacementGroup group = Remex.placementGroup(List.of(Bundle.of(1), Bundle.of(1)), PlacementStrategy.STRICT_PACK);
        ObjectRef<Integer> first = GatesRemote.pass(inBundle(group, 0), inside.path(), 1);
        ObjectRef<Integer> second = GatesRemote.pass(inBundle(group, 1), inside.path(), 2);
        assertThat(group.awaitReady(SOON)).isTrue();
        inside.awaitStarted(1, 2);

        ObjectRef<Integer> other = GatesRemote.pass(outside.path(), 3);
        inside.open();
        assertThat(Remex.get(List.of(first, second), SOON)).containsExactly(1, 2);
        assertThat(ArithmeticRemote.add(inBundle(group, 0), 1L, 2L).get(SOON)).isEqualTo(3);
        assertThat(Remex.task(Arithmetic::half, 5.0)
                        .bundle(group.bundle(1))
                        .remote()
                        .get(SOON))
                .isEqualTo(2.5);
        assertThat(outside.hasStarted(3)).isFalse();

        group.close();
        assertThat(other.get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldWaitForTasksThatUseWhatIsToBeSetAside() {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> running = List.of(GatesRemote.pass(gate.path(), 1), GatesRemote.pass(gate.path(), 2));
        gate.awaitStarted(1, 2);
        try (PlacementGroup group = Remex.placementGroup(List.of(Bundle.of(2)), PlacementStrategy.PACK)) {
            assertThat(group.awaitReady(A_WHILE)).isFalse();
            gate.open();
            assertThat(Remex.get(running, SOON)).containsExactly(1, 2);
            assertThat(group.awaitReady(SOON)).isTrue();
            assertThat(group.ready()).isCompleted();
        }
    }

    @Test
    void shouldGiveTasksTheDevicesOfTheirBundle() {
        init();
        Gate gate = newGate("gate");
        try (PlacementGroup group = Remex.placementGroup(
                List.of(Bundle.of(1).gpus(1), Bundle.of(0.5).gpus(1)), PlacementStrategy.SPREAD)) {
            ObjectRef<List<String>> first = GatesRemote.passWithGpu(inBundle(group, 0), gate.path(), 1);
            ObjectRef<List<String>> second = GatesRemote.passWithGpu(inBundle(group, 1), gate.path(), 2);
            gate.awaitStarted(1, 2);
            gate.open();
            assertThat(List.of(first.get(SOON), second.get(SOON)))
                    .containsExactlyInAnyOrder(List.of("0"), List.of("1"));
        }
    }

    @Test
    void shouldCancelTasksThatWaitWhenTheirGroupIsClosedAndLetOthersEnd() {
        init();
        Gate gate = newGate("gate");
        PlacementGroup group = Remex.placementGroup(List.of(Bundle.of(1)), PlacementStrategy.PACK);
        ObjectRef<Integer> running = GatesRemote.pass(inBundle(group, 0), gate.path(), 1);
        gate.awaitStarted(1);
        ObjectRef<Integer> waiting = GatesRemote.pass(inBundle(group, 0), gate.path(), 2);
        group.close();
        assertThatThrownBy(() -> waiting.get(SOON))
                .isInstanceOf(TaskCancelledException.class)
                .hasMessageContaining("was closed");
        gate.open();
        assertThat(running.get(SOON)).isEqualTo(1);
        assertThatThrownBy(() -> GatesRemote.pass(inBundle(group, 0), gate.path(), 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        group.close();
    }

    @Test
    void shouldFailWhatNoWorkersCouldHoldIfToldTo() {
        init(ConfigKey.INFEASIBLE, "fail");
        PlacementGroup tooMuch = Remex.placementGroup(List.of(Bundle.of(1), Bundle.of(2)), PlacementStrategy.PACK);
        PlacementGroup tooFar =
                Remex.placementGroup(List.of(Bundle.of(1), Bundle.of(1)), PlacementStrategy.STRICT_SPREAD);
        ObjectRef<Long> task = ArithmeticRemote.add(inBundle(tooMuch, 0), 1L, 2L);
        assertThatThrownBy(() -> tooMuch.awaitReady(SOON))
                .isInstanceOf(InfeasibleTaskException.class)
                .hasMessageContaining("2 of its 2 bundles");
        assertThatThrownBy(() -> tooFar.awaitReady(SOON)).isInstanceOf(InfeasibleTaskException.class);
        assertThatThrownBy(() -> task.get(SOON)).isInstanceOf(TaskCancelledException.class);
    }

    @Test
    void shouldEndWithItsRuntime() {
        init();
        PlacementGroup group = Remex.placementGroup(List.of(Bundle.of(3)), PlacementStrategy.PACK);
        Remex.shutdown();
        assertThatThrownBy(() -> group.awaitReady(SOON)).isInstanceOf(RuntimeClosedException.class);
        group.close();

        init();
        assertThatThrownBy(() -> ArithmeticRemote.add(inBundle(group, 0), 1L, 2L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was not made by this runtime");
        assertThatThrownBy(() -> group.bundle(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the group has 1 bundles");
    }

    private static TaskOptions inBundle(PlacementGroup group, int index) {
        return TaskOptions.none().bundle(group.bundle(index));
    }
}
