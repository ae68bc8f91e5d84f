package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remex.ConfigKey;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.RemexConfigException;
import io.remex.RemexException;
import io.remex.TaskOptions;
import io.remex.WorkerLostException;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.testkit.TestProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server or a node that is not there, goes away, or comes back. */
class ServerFailureTest extends ClusterTest {
    @Test
    void shouldSayWhereTheServerIsMissing() {
        cluster().startNode();
        long startNs = System.nanoTime();
        assertThatThrownBy(() -> Remex.init(cluster().config().with(ConfigKey.INIT_TIMEOUT, "1s")))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining(cluster().address())
                .hasMessageContaining("1000 ms")
                .hasMessageContaining(ConfigKey.ADDRESS.key());
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isBetween(Duration.ofSeconds(1), SOON);
        assertThat(Remex.isInitialized()).isFalse();
    }

    @Test
    void shouldSayHowToStartANodeWhenThereIsNone() {
        assertThatThrownBy(() -> Remex.init(cluster().config()))
                .isInstanceOf(RemexConfigException.class)
                .hasMessageContaining(cluster().nodeDirectory().toString())
                .hasMessageContaining("remex-node");
    }

    @Test
    void shouldGrantNewLeasesAfterARestartOfTheServer() {
        cluster().start();
        Clusters.startWorkers(cluster(), 2, "worker");
        Remex.init(cluster().config());
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        cluster().server().kill();
        Gate gate = newGate("gate");
        gate.open();
        ObjectRef<Integer> ref = GatesRemote.passWithHalf(gate.path(), 1); // no lane that is open serves it

        cluster().startServer();
        long returnedNs = System.nanoTime();

        assertThat(ref.get(SOON)).isEqualTo(1);
        reportMs("from the server's return to the first result on a new lease", returnedNs);
    }

    @Test
    void shouldRunNewTasksAfterARestartOfTheServer() {
        cluster().start();
        Clusters.startWorkers(cluster(), 2, "worker");
        Remex.init(cluster().config());
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        cluster().server().kill();
        cluster().startServer();
        assertThat(ArithmeticRemote.add(3L, 4L).get(SOON)).isEqualTo(7);
        awaitViewAgain();
        assertThat(Remex.cluster().workers()).hasSize(1);
        assertThat(ArithmeticRemote.add(5L, 6L).get(SOON)).isEqualTo(11);
    }

    @Test
    void shouldFinishRunningTasksWithoutTheServer() {
        cluster().start();
        Clusters.startWorkers(cluster(), 2, "worker");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        ObjectRef<Integer> running = GatesRemote.pass(gate.path(), 1);
        gate.awaitStarted(1);
        cluster().server().kill();
        gate.open();
        assertThat(running.get(SOON)).isEqualTo(1);
        cluster().startServer();
        awaitViewAgain();
        assertThat(ArithmeticRemote.add(5L, 6L).get(SOON)).isEqualTo(11);
    }

    @Test
    void shouldNeitherRunAgainNorGiveOutTwiceWhatRunsWhileTheServerIsReplaced() {
        cluster().start();
        Clusters.startWorkers(cluster(), 1, "first", "second");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        TaskOptions once = TaskOptions.none().maxRetries(0);
        List<ObjectRef<Integer>> running =
                List.of(GatesRemote.pass(once, gate.path(), 0), GatesRemote.pass(once, gate.path(), 1));
        gate.awaitStarted(0, 1);
        cluster().server().kill();
        cluster().startServer();
        awaitViewAgain(2);
        ObjectRef<Integer> next = GatesRemote.pass(once, gate.path(), 2);
        await("the new server knows what is given out")
                .atMost(SOON)
                .until(() -> Remex.cluster().workers().stream()
                        .allMatch(worker -> worker.used().getOrDefault("cpus", 0.0) == 1.0));
        assertThat(gate.hasStarted(2)).isFalse();
        gate.open();
        assertThat(Remex.get(running, SOON)).containsExactly(0, 1);
        assertThat(next.get(SOON)).isEqualTo(2);
    }

    private static void awaitViewAgain() {
        awaitViewAgain(1);
    }

    private static void awaitViewAgain(int workers) {
        await("the view of the new server")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(RemexException.class)
                .until(() -> Remex.cluster().workers().size() == workers);
    }

    @Test
    void shouldFailClearlyWhenTheNodeDies() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "worker");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        ObjectRef<Integer> running = GatesRemote.pass(gate.path(), 1);
        gate.awaitStarted(1);
        cluster().killNode();
        assertThatThrownBy(() -> running.get(SOON))
                .isInstanceOf(WorkerLostException.class)
                .hasMessageContaining("remex-node");
        assertThatThrownBy(() -> ArithmeticRemote.add(1L, 2L).get(SOON))
                .isInstanceOf(WorkerLostException.class)
                .hasMessageContaining("Remex.init()");
        assertThat(workers.get(0).output()).doesNotContain("SIGSEGV");
    }
}
