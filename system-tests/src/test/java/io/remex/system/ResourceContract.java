package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ConfigKey;
import io.remex.GetTimeoutException;
import io.remex.InfeasibleTaskException;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.system.ApiSystem.Shape;
import io.remex.system.functions.Arithmetic;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What tasks occupy, and what that lets run at the same time. */
abstract class ResourceContract extends ApiContract {
    ResourceContract(ApiSystem system) {
        super(system);
    }

    @Test
    void shouldRunAsManyTasksAtOnceAsThereAreProcessors() {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = List.of(
                GatesRemote.pass(gate.path(), 1), GatesRemote.pass(gate.path(), 2), GatesRemote.pass(gate.path(), 3));
        gate.awaitStarted(1, 2);
        assertThat(gate.hasStarted(3)).isFalse();
        gate.open();
        assertThat(Remex.get(refs, SOON)).containsExactly(1, 2, 3);
    }

    @Test
    void shouldGiveOneTaskBothProcessors() {
        init();
        Gate first = newGate("first");
        Gate second = newGate("second");
        ObjectRef<Integer> one = GatesRemote.passWithBoth(first.path(), 1);
        ObjectRef<Integer> two = GatesRemote.passWithBoth(second.path(), 2);
        first.awaitStarted(1);
        assertThat(Remex.cluster().workers().get(0).used()).containsEntry("cpus", 2.0);
        assertThat(second.hasStarted(2)).isFalse();
        first.open();
        second.open();
        assertThat(one.get(SOON)).isEqualTo(1);
        assertThat(two.get(SOON)).isEqualTo(2);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldRunFourHalvesOnTwoProcessors() {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = List.of(
                GatesRemote.passWithHalf(gate.path(), 1),
                GatesRemote.passWithHalf(gate.path(), 2),
                GatesRemote.passWithHalf(gate.path(), 3),
                GatesRemote.passWithHalf(gate.path(), 4));
        gate.awaitStarted(1, 2, 3, 4);
        assertThat(Remex.cluster().workers().get(0).used()).containsEntry("cpus", 2.0);
        gate.open();
        assertThat(Remex.get(refs, SOON)).containsExactly(1, 2, 3, 4);
        assertThat(ArithmeticRemote.half(5).get(SOON)).isEqualTo(2.5);
    }

    @Test
    void shouldCountCustomResources() {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = List.of(
                GatesRemote.passWithFpga(gate.path(), 1),
                GatesRemote.passWithFpga(gate.path(), 2),
                GatesRemote.pass(gate.path(), 3),
                GatesRemote.pass(gate.path(), 4));
        ObjectRef<Integer> third = GatesRemote.passWithFpga(gate.path(), 5);
        gate.awaitStarted(1, 2, 3, 4);
        assertThat(gate.hasStarted(5)).isFalse();
        assertThat(Remex.cluster().workers().get(0).used())
                .containsEntry("cpus", 2.0)
                .containsEntry("fpga", 2.0);
        gate.open();
        assertThat(Remex.get(refs, SOON)).containsExactly(1, 2, 3, 4);
        assertThat(third.get(SOON)).isEqualTo(5);
    }

    @Test
    void shouldLetTasksWaitThatNoWorkerHasResourcesFor() {
        init();
        ObjectRef<Long> unicorn =
                Remex.task(Arithmetic::mix, 1L, 2).resources("unicorn=1").remote();
        ObjectRef<Long> wide = ArithmeticRemote.mix(TaskOptions.none().cpus(64), 1, 2);
        assertThatThrownBy(() -> unicorn.get(A_WHILE)).isInstanceOf(GetTimeoutException.class);
        assertThatThrownBy(() -> wide.get(A_WHILE)).isInstanceOf(GetTimeoutException.class);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThat(unicorn.cancel()).isTrue();
        assertThat(wide.cancel()).isTrue();
    }

    @Test
    void shouldEndTasksThatNoWorkerHasResourcesForIfToldSo() {
        init(ConfigKey.INFEASIBLE, "fail");
        ObjectRef<Long> unicorn =
                Remex.task(Arithmetic::mix, 1L, 2).resources("unicorn=1").remote();
        ObjectRef<Long> manyGpus = ArithmeticRemote.mix(TaskOptions.none().gpus(3), 1, 2);
        assertThatThrownBy(() -> unicorn.get(SOON))
                .isInstanceOf(InfeasibleTaskException.class)
                .hasMessageContaining("unicorn");
        assertThatThrownBy(() -> manyGpus.get(SOON)).isInstanceOf(InfeasibleTaskException.class);
        ObjectRef<Long> next =
                Remex.task(Arithmetic::mix, 1L, 2).resources("unicorn=1").remote();
        assertThatThrownBy(() -> next.get(SOON)).isInstanceOf(InfeasibleTaskException.class);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldEndTasksWhoseAffinityNoWorkerMeetsIfToldSo() {
        init(ConfigKey.INFEASIBLE, "fail");
        String worker = Remex.cluster().workers().get(0).name();
        assertThat(ArithmeticRemote.mix(TaskOptions.none().affinity("worker=" + worker + ", prefer zone=moon"), 1, 2)
                        .get(SOON))
                .isEqualTo(Arithmetic.mix(1, 2));
        ObjectRef<Long> elsewhere = ArithmeticRemote.mix(TaskOptions.none().affinity("worker!=" + worker), 1, 2);
        assertThatThrownBy(() -> elsewhere.get(SOON))
                .isInstanceOf(InfeasibleTaskException.class)
                .hasMessageContaining("worker!=" + worker);
    }

    @Test
    void shouldRunUrgentTasksFirst() {
        init(Shape.ONE_SLOT);
        Gate gate = newGate("gate");
        ObjectRef<Integer> running = GatesRemote.pass(gate.path(), 0);
        gate.awaitStarted(0);
        List<ObjectRef<Long>> refs = new ArrayList<>();
        for (int priority : new int[] {-10, 0, 1, 10}) {
            refs.add(GatesRemote.now(TaskOptions.none().priority(priority)));
        }
        Remex.cluster(); // answered after the tasks have reached their pool: both take the same way
        gate.open();
        assertThat(running.get(SOON)).isZero();
        assertThat(Remex.get(refs, SOON)).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void shouldGiveTasksThatRunAtOnceGpusOfTheirOwn() {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<List<String>>> refs =
                List.of(GatesRemote.passWithGpu(gate.path(), 1), GatesRemote.passWithGpu(gate.path(), 2));
        ObjectRef<List<String>> third = GatesRemote.passWithGpu(gate.path(), 3);
        gate.awaitStarted(1, 2);
        assertThat(gate.hasStarted(3)).isFalse();
        assertThat(Remex.cluster().workers().get(0).used()).containsEntry("gpus", 2.0);
        gate.open();
        assertThat(Remex.get(refs, SOON)).containsExactlyInAnyOrder(List.of("0"), List.of("1"));
        assertThat(third.get(SOON)).isSubsetOf("0", "1").hasSize(1);
    }

    @Test
    void shouldLetFractionsShareAGpuAndGiveSeveralToOneTask() {
        init();
        Gate gate = newGate("gate");
        TaskOptions third = TaskOptions.none().gpus(0.3);
        List<ObjectRef<List<String>>> refs = List.of(
                GatesRemote.passWithGpu(third, gate.path(), 1),
                GatesRemote.passWithGpu(third, gate.path(), 2),
                GatesRemote.passWithGpu(third, gate.path(), 3));
        gate.awaitStarted(1, 2, 3);
        gate.open();
        List<List<String>> ids = Remex.get(refs, SOON);
        assertThat(ids).allSatisfy(id -> assertThat(id).hasSize(1).isEqualTo(ids.get(0)));
        assertThat(GatesRemote.passWithGpu(TaskOptions.none().gpus(2), gate.path(), 4)
                        .get(SOON))
                .containsExactly("0", "1");
        assertThat(GatesRemote.passWithGpu(TaskOptions.none().gpus(0), gate.path(), 5)
                        .get(SOON))
                .isEmpty();
    }

    @Test
    void shouldRunATaskThatNeedsEverythingBesideSmallOnes() {
        init();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        Thread small = new Thread(() -> {
            while (goesOn.get()) {
                List<ObjectRef<Long>> batch = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    batch.add(ArithmeticRemote.mix(1, i));
                }
                Remex.get(batch, SOON);
            }
        });
        small.start();
        try {
            ObjectRef<Long> large = ArithmeticRemote.mix(TaskOptions.none().cpus(2), 1, 7);
            assertThat(large.get(SOON)).isEqualTo(Arithmetic.mix(1, 7));
        } finally {
            goesOn.set(false);
            joined(small);
        }
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldRunTasksThatNeedNothing() {
        init();
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = List.of(GatesRemote.pass(gate.path(), 1), GatesRemote.pass(gate.path(), 2));
        gate.awaitStarted(1, 2);
        assertThat(ArithmeticRemote.add(TaskOptions.none().cpus(0), 1L, 2L).get(SOON))
                .isEqualTo(3);
        gate.open();
        assertThat(Remex.get(refs, SOON)).containsExactly(1, 2);
    }

    @Test
    void shouldRunDifferentDemandsInTurn() {
        init();
        for (int i = 0; i < 20; i++) {
            assertThat(ArithmeticRemote.mix(TaskOptions.none().cpus(2), 1, i).get(SOON))
                    .isEqualTo(Arithmetic.mix(1, i));
            assertThat(ArithmeticRemote.mix(TaskOptions.none().cpus(1), 1, i).get(SOON))
                    .isEqualTo(Arithmetic.mix(1, i));
        }
    }
}
