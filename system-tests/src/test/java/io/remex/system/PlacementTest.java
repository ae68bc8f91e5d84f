package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.system.functions.Arithmetic;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.testkit.TestProcess;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** On which of several workers tasks run. */
class PlacementTest extends ClusterTest {
    @Test
    void shouldRunSpreadTasksOnBothWorkersAndPackTheOthers() {
        cluster().start();
        Clusters.startWorkers(cluster(), 4, "first", "second");
        Remex.init(cluster().config());
        Gate packed = newGate("packed");
        List<ObjectRef<Integer>> together =
                List.of(GatesRemote.pass(packed.path(), 1), GatesRemote.pass(packed.path(), 2));
        packed.awaitStarted(1, 2);
        assertThat(packed.worker(1)).isEqualTo(packed.worker(2));
        packed.open();
        assertThat(Remex.get(together, SOON)).containsExactly(1, 2);

        Gate spread = newGate("spread");
        List<ObjectRef<Integer>> apart =
                List.of(GatesRemote.passSpread(spread.path(), 1), GatesRemote.passSpread(spread.path(), 2));
        spread.awaitStarted(1, 2);
        assertThat(Set.of(spread.worker(1), spread.worker(2))).containsExactlyInAnyOrder("first", "second");
        spread.open();
        assertThat(Remex.get(apart, SOON)).containsExactly(1, 2);
    }

    @Test
    void shouldRunATaskThatNoWorkerCouldRunWhenOneJoinsThatCan() {
        cluster().start();
        Clusters.startWorkers(cluster(), 1, "small");
        Remex.init(cluster().config());
        ObjectRef<Long> wide = ArithmeticRemote.mix(TaskOptions.none().cpus(2), 1, 2);
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        assertThat(wide.isReady()).isFalse();

        TestProcess large = Clusters.beginWorker(cluster(), "large", 2, "");
        Clusters.awaitRegistered(large);

        assertThat(wide.get(SOON)).isEqualTo(Arithmetic.mix(1, 2));
    }
}
