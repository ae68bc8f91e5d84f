package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.Bundle;
import io.remex.ObjectRef;
import io.remex.PlacementGroup;
import io.remex.PlacementStrategy;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.system.functions.ContextsRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.testkit.TestProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of room that is set aside when processes die. */
class PlacementGroupFailureTest extends ClusterTest {
    @Test
    void shouldKeepWhatIsSetAsideOverARestartOfTheServer() {
        cluster().start();
        Clusters.startWorkers(cluster(), 1, "first", "second");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        Gate outside = newGate("outside");
        outside.open();
        PlacementGroup group = reserveBoth();
        ObjectRef<Integer> running = GatesRemote.pass(TaskOptions.none().bundle(group.bundle(0)), gate.path(), 1);
        gate.awaitStarted(1);
        String other = workerOf(group, 1);

        cluster().server().kill();
        cluster().startServer();
        ObjectRef<Integer> fromOutside = GatesRemote.pass(outside.path(), 2);
        gate.open();
        assertThat(running.get(SOON)).isEqualTo(1);
        assertThat(workerOf(group, 0)).isEqualTo(gate.worker(1));
        assertThat(workerOf(group, 1)).isEqualTo(other);
        assertThat(outside.hasStarted(2)).isFalse();

        group.close();
        assertThat(fromOutside.get(SOON)).isEqualTo(2);
    }

    @Test
    void shouldSetAsideOnAnotherWorkerWhatAKilledOneHad() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "first", "second");
        Remex.init(cluster().config());
        PlacementGroup group = reserveBoth();
        String lost = workerOf(group, 0);
        String other = workerOf(group, 1);
        assertThat(List.of(lost, other)).containsExactlyInAnyOrder("first", "second");

        workers.stream().filter(worker -> worker.name().equals(lost)).forEach(TestProcess::kill);
        Clusters.startWorkers(cluster(), 1, "third");
        assertThat(workerOf(group, 0)).isEqualTo("third");
        assertThat(workerOf(group, 1)).isEqualTo(other);
    }

    /** All that the two workers have. */
    private static PlacementGroup reserveBoth() {
        PlacementGroup group = Remex.placementGroup(List.of(Bundle.of(1), Bundle.of(1)), PlacementStrategy.SPREAD);
        assertThat(group.awaitReady(SOON)).isTrue();
        return group;
    }

    private static String workerOf(PlacementGroup group, int bundle) {
        return ContextsRemote.look(TaskOptions.none().bundle(group.bundle(bundle)))
                .get(SOON)
                .worker();
    }
}
