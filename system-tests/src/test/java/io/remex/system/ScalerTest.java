package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remex.CancelOptions;
import io.remex.ConfigKey;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskCancelledException;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.system.programs.PlainWorker;
import io.remex.testkit.JavaCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers that the server starts and stops by demand. */
class ScalerTest extends ClusterTest {
    private static final int MAX = 2;

    /** A server that is killed would leave its workers. */
    @AfterEach
    void endServer() {
        Remex.shutdown();
        if (cluster().server().isAlive()) {
            cluster().server().terminate();
            cluster().server().awaitEnd(SOON);
        }
    }

    @Test
    void shouldStartWorkersForTasksStopIdleOnesAndStartThemAgain() {
        startScaling(String.join(
                " ", JavaCommand.ofTestClass(PlainWorker.class.getName()).with()));
        Remex.init(cluster().config());
        assertThat(Remex.cluster().workers()).isEmpty();

        ObjectRef<Long> first = ArithmeticRemote.add(1L, 2L);
        assertThat(first.get(SOON)).isEqualTo(3);
        awaitView("no workers without work", view -> view.workers().isEmpty());

        Gate gate = newGate("gate");
        List<ObjectRef<Integer>> many = new ArrayList<>();
        for (int i = 0; i < 3 * MAX; i++) {
            many.add(GatesRemote.pass(gate.path(), i));
        }
        for (int i = 0; i < MAX; i++) {
            gate.awaitStarted(i);
        }
        assertThat(Remex.cluster().workers()).hasSize(MAX);
        assertThat(children()).hasSize(MAX);
        gate.open();
        for (int i = 0; i < many.size(); i++) {
            assertThat(many.get(i).get(SOON)).isEqualTo(i);
        }
    }

    @Test
    void shouldReplaceAWorkerThatEndedForATaskCancelledByForce() {
        startScaling(String.join(
                " ", JavaCommand.ofTestClass(PlainWorker.class.getName()).with()));
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        ObjectRef<Integer> deaf = GatesRemote.ignoreCancel(gate.path(), 0);
        gate.awaitStarted(0);
        long pid = Remex.cluster().workers().stream()
                .filter(worker -> worker.name().equals(gate.worker(0)))
                .findFirst()
                .orElseThrow()
                .pid();
        ProcessHandle itsWorker = ProcessHandle.of(pid).orElseThrow();

        assertThat(deaf.cancel(CancelOptions.defaults().force(true))).isTrue();

        await("its worker ends").atMost(SOON).until(() -> !itsWorker.isAlive());
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThatThrownBy(() -> deaf.get(SOON)).isInstanceOf(TaskCancelledException.class);
    }

    @Test
    void shouldStopItsWorkersWhenTheServerStops() {
        startScaling(String.join(
                " ", JavaCommand.ofTestClass(PlainWorker.class.getName()).with()));
        Remex.init(cluster().config());
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        List<ProcessHandle> workers = children();
        assertThat(workers).isNotEmpty();

        cluster().server().terminate();
        cluster().server().awaitEnd(SOON);

        await("the server's workers end with it")
                .atMost(SOON)
                .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void shouldEndTheWorkersOfAServerThatWasKilled() {
        startScaling(String.join(
                " ", JavaCommand.ofTestClass(PlainWorker.class.getName()).with()));
        Remex.init(cluster().config());
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        List<ProcessHandle> workers = children();
        assertThat(workers).isNotEmpty();

        cluster().server().kill();

        await("the server's workers notice that it is gone")
                .atMost(SOON)
                .until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void shouldKeepTryingWhenTheCommandFailsAndStayUsable() {
        startScaling("/bin/false");
        Remex.init(cluster().config());
        ObjectRef<Long> sum = ArithmeticRemote.add(1L, 2L);
        cluster().server().awaitOutput("failures in a row: 3", SOON);
        assertThat(sum.isReady()).isFalse();
        assertThat(children()).hasSizeLessThanOrEqualTo(MAX);

        Clusters.startWorkers(cluster(), 1, "by-hand");
        assertThat(sum.get(SOON)).isEqualTo(3);
    }

    private void startScaling(String command) {
        cluster().startNode();
        cluster()
                .startServer(Map.of(
                        ConfigKey.SCALER,
                        "process",
                        ConfigKey.SCALER_COMMAND,
                        command,
                        ConfigKey.SCALER_MAX,
                        Integer.toString(MAX),
                        ConfigKey.SCALER_IDLE_TIMEOUT,
                        "2s",
                        ConfigKey.NODE_DIRECTORY,
                        cluster().nodeDirectory().toString()));
    }

    private List<ProcessHandle> children() {
        return Optional.of(cluster().server().pid()).flatMap(ProcessHandle::of).stream()
                .flatMap(ProcessHandle::children)
                .toList();
    }
}
