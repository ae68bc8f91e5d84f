package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.CancelOptions;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskCancelledException;
import io.remex.TaskOptions;
import io.remex.WorkerLostException;
import io.remex.system.functions.Arithmetic;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.testkit.TestProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers that die, and workers that are asked to end. */
class WorkerFailureTest extends ClusterTest {
    /** The exit code of a worker that has ended itself for a task that was cancelled by force; see docs/failures.md. */
    private static final int FORCED_END = 86;

    @Test
    void shouldRunTheTasksOfAKilledWorkerAgain() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 2, "first", "second");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(GatesRemote.pass(gate.path(), i));
        }
        gate.awaitStarted(0, 1, 2, 3);
        List<ObjectRef<Long>> batch = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            batch.add(ArithmeticRemote.mix(1, i));
        }
        workers.get(0).kill();
        gate.open();
        assertThat(Remex.get(held, SOON)).containsExactly(0, 1, 2, 3);
        List<Long> values = Remex.get(batch, SOON);
        for (int i = 0; i < values.size(); i++) {
            assertThat(values.get(i)).isEqualTo(Arithmetic.mix(1, i));
        }
        awaitView("one worker", view -> view.workers().size() == 1);
        assertThat(Remex.cluster().workers().get(0).name()).isEqualTo("second");
    }

    @Test
    void shouldNameTheWorkerThatWasLostWhenATaskMustNotRunAgain() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "doomed", "lasting");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = List.of(
                GatesRemote.pass(TaskOptions.none().maxRetries(0), gate.path(), 0),
                GatesRemote.pass(TaskOptions.none().maxRetries(0), gate.path(), 1));
        gate.awaitStarted(0, 1);
        int lost = gate.worker(0).equals("doomed") ? 0 : 1;
        assertThat(gate.worker(1 - lost)).isEqualTo("lasting");
        long killedNs = System.nanoTime();
        workers.get(0).kill();
        assertThatThrownBy(() -> refs.get(lost).get(SOON))
                .isInstanceOf(WorkerLostException.class)
                .hasMessageContaining("doomed")
                .hasMessageContaining("Gates.pass")
                .hasMessageContaining("maxRetries=0");
        reportMs("from the kill to the error", killedNs);
        gate.open();
        assertThat(refs.get(1 - lost).get(SOON)).isEqualTo(1 - lost);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldFinishWhatRunsAndTakeNothingNewWhenAskedToEnd() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "leaving", "staying");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = List.of(
                GatesRemote.pass(TaskOptions.none().maxRetries(0), gate.path(), 0),
                GatesRemote.pass(TaskOptions.none().maxRetries(0), gate.path(), 1));
        gate.awaitStarted(0, 1);
        workers.get(0).terminate();
        ObjectRef<Long> other = ArithmeticRemote.add(1L, 2L);
        gate.open();
        assertThat(Remex.get(refs, SOON)).containsExactly(0, 1);
        assertThat(workers.get(0).awaitEnd(SOON)).isEqualTo(143);
        assertThat(other.get(SOON)).isEqualTo(3);
        awaitView("one worker", view -> view.workers().size() == 1);
        assertThat(workers.get(0).output()).doesNotContain("Exception");
    }

    @Test
    void shouldEndOnlyTheWorkerOfATaskThatIsCancelledByForceAndGoesOn() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 2, "first", "second");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        ObjectRef<Integer> deaf = GatesRemote.ignoreCancel(gate.path(), 0);
        List<ObjectRef<Integer>> others = List.of(
                GatesRemote.pass(gate.path(), 1), GatesRemote.pass(gate.path(), 2), GatesRemote.pass(gate.path(), 3));
        gate.awaitStarted(0, 1, 2, 3);
        int ended = gate.worker(0).equals("first") ? 0 : 1;
        assertThat(Remex.cancel(deaf)).isTrue();
        gate.awaitNote("told-0");
        assertThat(workers.get(ended).isAlive()).isTrue();

        assertThat(Remex.cancel(deaf, CancelOptions.defaults().force(true))).isFalse(); // it is cancelled already

        assertThat(workers.get(ended).awaitEnd(SOON)).isEqualTo(FORCED_END);
        assertThat(workers.get(1 - ended).isAlive()).isTrue();
        gate.open();
        assertThat(Remex.get(others, SOON)).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> deaf.get(SOON)).isInstanceOf(TaskCancelledException.class);
        assertThat(gate.has("done-0")).isFalse();
        assertThat(workers.get(ended).output()).contains("Gates.ignoreCancel was cancelled by force");
    }

    @Test
    void shouldWaitForTheFirstWorkerAndUseOneThatComesLate() {
        cluster().start();
        Remex.init(cluster().config());
        ObjectRef<Long> early = ArithmeticRemote.add(1L, 2L);
        Clusters.startWorkers(cluster(), 1, "late");
        assertThat(early.get(SOON)).isEqualTo(3);
    }
}
