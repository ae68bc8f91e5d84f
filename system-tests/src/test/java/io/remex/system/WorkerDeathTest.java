package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ClusterView;
import io.remex.ConfigKey;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskFailedException;
import io.remex.TaskOptions;
import io.remex.WorkerLostException;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.FailingRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.system.programs.PlainWorker;
import io.remex.testkit.JavaCommand;
import io.remex.testkit.TestProcess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The ways in which a worker can go, other than by being killed or asked to end. */
class WorkerDeathTest extends ClusterTest {
    private static final TaskOptions NO_RETRY = TaskOptions.none().maxRetries(0);

    @Test
    void shouldRunTheTaskOfAHungWorkerElsewhereAndNotHearItsZombie() throws Exception {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "hung", "healthy");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> refs = List.of(GatesRemote.pass(gate.path(), 0), GatesRemote.pass(gate.path(), 1));
        gate.awaitStarted(0, 1);
        int lost = gate.worker(0).equals("hung") ? 0 : 1;
        AtomicInteger outcomes = new AtomicInteger();
        CompletableFuture<Integer> seen =
                refs.get(lost).toCompletableFuture().whenComplete((value, failure) -> outcomes.incrementAndGet());
        workers.get(0).suspend();
        awaitView("the hung worker is fenced", view -> view.workers().size() == 1);
        gate.open();
        assertThat(Remex.get(refs, SOON)).containsExactly(0, 1);
        assertThat(gate.worker(lost)).isEqualTo("healthy");
        workers.get(0).resume();
        awaitView("it is back as a new incarnation", view -> view.workers().size() == 2);
        assertThat(seen.get()).isEqualTo(lost);
        assertThat(outcomes).hasValue(1);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldNameAHungWorkerWhenItsTaskMustNotRunAgain() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "hung");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.pass(NO_RETRY, gate.path(), 0);
        gate.awaitStarted(0);
        workers.get(0).suspend();
        assertThatThrownBy(() -> ref.get(SOON))
                .isInstanceOf(WorkerLostException.class)
                .hasMessageContaining("hung");
        gate.open();
        workers.get(0).resume();
        awaitView(
                "it is back",
                view -> view.workers().stream().map(ClusterView.Worker::name).anyMatch("hung"::equals));
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThatThrownBy(ref::get).isInstanceOf(WorkerLostException.class);
    }

    @Test
    void shouldSurviveATaskThatTakesAllMemory() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "worker");
        Remex.init(cluster().config());
        assertThatThrownBy(() -> FailingRemote.exhaustMemory().get(SOON))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("OutOfMemoryError");
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThat(workers.get(0).isAlive()).isTrue();
    }

    @Test
    void shouldLoseTheWorkerWhoseTaskEndsTheProcess() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "leaving");
        Remex.init(cluster().config());
        ObjectRef<Long> ref = FailingRemote.exit(NO_RETRY, 9);
        assertThatThrownBy(() -> ref.get(SOON))
                .isInstanceOf(WorkerLostException.class)
                .hasMessageContaining("leaving");
        assertThat(workers.get(0).awaitEnd(SOON)).isEqualTo(9);
        Clusters.startWorkers(cluster(), 1, "next");
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldRunTheTaskOfAWorkerWhoseJvmCrashesElsewhere() {
        cluster().start();
        JavaCommand command = JavaCommand.ofTestClass(PlainWorker.class.getName())
                .option("-XX:ErrorFile=" + directory.resolve("crash.txt"));
        TestProcess crashing = cluster()
                .begin("crashing", command, Map.of(ConfigKey.WORKER_NAME, "crashing", ConfigKey.WORKER_SLOTS, "1"));
        Clusters.awaitRegistered(crashing);
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        ObjectRef<Integer> ref = GatesRemote.pass(gate.path(), 0);
        gate.awaitStarted(0);
        crashing.signal("SEGV");
        assertThat(crashing.awaitEnd(SOON)).isNotZero();
        assertThat(crashing.output()).contains("SIGSEGV");
        Clusters.startWorkers(cluster(), 1, "healthy");
        gate.open();
        assertThat(ref.get(SOON)).isZero();
        assertThat(gate.worker(0)).isEqualTo("healthy");
    }
}
