package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remex.ConfigKey;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.system.functions.Arithmetic;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.Contexts;
import io.remex.system.functions.ContextsRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.system.programs.PlainWorker;
import io.remex.testkit.JavaCommand;
import io.remex.testkit.TestProcess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
    void shouldRunTasksOnWorkersWithTheirLabels() {
        cluster().start();
        Clusters.awaitRegistered(begin("first", "zone=eu, spot"));
        Clusters.awaitRegistered(begin("second", "zone=us"));
        Remex.init(cluster().config());

        assertThat(workersOf("zone=eu")).containsOnly("first");
        assertThat(workersOf("zone!=eu")).containsOnly("second");
        assertThat(workersOf("!spot")).containsOnly("second");
        assertThat(workersOf("worker=first")).containsOnly("first");
        assertThat(workersOf("prefer zone=moon")).isSubsetOf("first", "second");

        ObjectRef<Contexts.Seen> onTheMoon =
                Remex.task(Contexts::look).affinity("zone=moon").remote();
        assertThat(workersOf("zone=eu")).containsOnly("first");
        assertThat(onTheMoon.isReady()).isFalse();
        begin("third", "zone=moon");
        assertThat(onTheMoon.get(SOON).worker()).isEqualTo("third");
    }

    /** A wish makes nobody wait: it counts where there is room. So one task runs at a time, when nobody has a slot any more. */
    @Test
    void shouldRunTasksOnTheWorkerThatTheyPreferWhileItHasRoom() {
        cluster().start();
        Clusters.awaitRegistered(begin("first", "zone=eu"));
        Clusters.awaitRegistered(begin("second", "zone=us"));
        Remex.init(cluster().config().with(ConfigKey.LEASE_IDLE, "50ms").with(ConfigKey.LEASE_KEEP, "50ms"));
        for (String zone : List.of("us", "eu", "us")) {
            TaskOptions options = TaskOptions.none().affinity("prefer zone=" + zone);
            assertThat(ContextsRemote.look(options).get(SOON).worker())
                    .isEqualTo(zone.equals("us") ? "second" : "first");
            await("that no slot is kept")
                    .atMost(SOON)
                    .until(() -> Remex.cluster().workers().stream().allMatch(worker -> worker.leases() == 0));
        }
    }

    private TestProcess begin(String name, String labels) {
        return cluster()
                .begin(
                        name,
                        JavaCommand.ofTestClass(PlainWorker.class.getName()),
                        Map.of(
                                ConfigKey.WORKER_NAME, name,
                                ConfigKey.WORKER_SLOTS, "2",
                                ConfigKey.WORKER_LABELS, labels));
    }

    /** The workers that three tasks with this affinity run on. */
    private static List<String> workersOf(String affinity) {
        TaskOptions options = TaskOptions.none().affinity(affinity);
        return IntStream.range(0, 3).mapToObj(i -> ContextsRemote.look(options)).toList().stream()
                .map(ref -> ref.get(SOON).worker())
                .toList();
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
