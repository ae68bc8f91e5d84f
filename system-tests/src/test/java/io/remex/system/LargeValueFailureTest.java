package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remex.Arg;
import io.remex.ConfigKey;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.ObjectStoreFullException;
import io.remex.Remex;
import io.remex.TaskFailedException;
import io.remex.TaskOptions;
import io.remex.WorkerLostException;
import io.remex.system.functions.Large;
import io.remex.system.functions.LargeRemote;
import io.remex.system.functions.Views;
import io.remex.system.functions.ViewsRemote;
import io.remex.system.programs.PlainWorker;
import io.remex.testkit.JavaCommand;
import io.remex.testkit.ProcessFixture;
import io.remex.testkit.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What happens to values in the store when the process that has them dies. */
class LargeValueFailureTest extends ClusterTest {
    private static final int LENGTH = 200_000;
    /** The media driver takes ten seconds to give a killed process up. */
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(60);

    @Test
    void shouldMakeAgainWhatAKilledWorkerKeptAndSayWhatItCannot() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "doomed");
        Remex.init(cluster().config());
        double[] values = new double[LENGTH];
        Arrays.setAll(values, i -> i);
        ObjectRef<double[]> own = Remex.put(values);
        ObjectRef<double[]> first = LargeRemote.scale(own, Arg.value(2.0));
        ObjectRef<double[]> second = LargeRemote.scale(first, Arg.value(2.0));
        ObjectRef<double[]> once = LargeRemote.scale(TaskOptions.none().maxRetries(0), own, Arg.value(2.0));
        assertThat(Remex.get(List.of(first, second, once), SOON)).hasSize(3);
        workers.get(0).kill();
        // the next worker sweeps away what the killed one left behind
        Clusters.startWorkers(cluster(), 1, "next");
        double sum = Large.sum(values, 0, LENGTH);
        assertThat(LargeRemote.sum(second, Arg.value(0), Arg.value(LENGTH)).get(SOON))
                .as("an argument of an argument is made again first")
                .isEqualTo(4 * sum);
        assertThat(first.get(SOON)[LENGTH - 1]).isEqualTo(2.0 * (LENGTH - 1));
        assertThat(LargeRemote.sum(own, Arg.value(0), Arg.value(LENGTH)).get(SOON))
                .as("what this program has is not touched")
                .isEqualTo(sum);
        assertThatThrownBy(() -> once.get(SOON))
                .isInstanceOf(ObjectLostException.class)
                .hasMessageContaining("Large.scale")
                .hasMessageContaining("maxRetries=0");
        assertThatThrownBy(() ->
                        LargeRemote.sum(once, Arg.value(0), Arg.value(LENGTH)).get(SOON))
                .isInstanceOf(ObjectLostException.class);
        List.of(own, first, second, once).forEach(ObjectRef::release);
        assertThat(Large.objects()).isZero();
    }

    @Test
    void shouldLendToAWorkerUntilItLetsGoOrDies() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "borrower");
        Remex.init(cluster().config().with(ConfigKey.LEASE_IDLE, "20ms"));
        double[] values = new double[LENGTH];
        Arrays.setAll(values, i -> i);
        for (boolean letsGo : new boolean[] {true, false}) {
            ObjectRef<double[]> ref = Remex.put(values);
            LargeRemote.keep(ref).get(SOON);
            ref.release();
            await("the lane on which it was lent is given back")
                    .atMost(SOON)
                    .until(() -> Remex.cluster().workers().get(0).leases() == 0);
            assertThat(Large.objects()).as("a borrower has it").isEqualTo(1);
            assertThat(LargeRemote.sumOfKept().get(SOON)).isEqualTo(Large.sum(values, 0, LENGTH));
            if (letsGo) {
                LargeRemote.letGo().get(SOON);
            } else {
                workers.get(0).kill();
            }
            await("it comes back").atMost(AFTER_A_KILL).until(() -> Large.objects() == 0);
        }
    }

    @Test
    void shouldSayThatTheOwnerOfWhatAWorkerBorrowedIsGone() {
        cluster().start();
        Clusters.startWorkers(cluster(), 1, "borrower");
        Remex.init(cluster().config());
        TestProcess doomed = Clusters.beginCaller(cluster(), "doomed", "lend", Integer.toString(LENGTH));
        doomed.awaitLine("caller lent", SOON);
        assertThat(LargeRemote.sumOfKept().get(SOON)).isZero();
        doomed.kill();
        await("the janitor has swept away what the killed one left behind, and the media driver has given it up")
                .atMost(AFTER_A_KILL)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> assertThatThrownBy(() -> LargeRemote.sumOfKept().get(SOON))
                                .isInstanceOf(TaskFailedException.class)
                                .hasStackTraceContaining("OwnerLostException"));
    }

    @Test
    void shouldLeaveNothingOfAResultWhoseWorkerWasKilledWhileItWroteIt() {
        cluster().start();
        Remex.init(cluster().config());
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "doomed");
        Gate gate = newGate("half");
        Set<Path> before = arenas();
        ObjectRef<List<double[]>> result = LargeRemote.slowlyWritten(gate.path(), 64, 8_192);
        gate.awaitStarted(32);
        Set<Path> ofDoomed = arenas();
        ofDoomed.removeAll(before);
        assertThat(ofDoomed).as("half of the result is there").hasSize(1);
        workers.get(0).kill();
        gate.open();
        Clusters.startWorkers(cluster(), 1, "next");
        List<double[]> rows = result.get(SOON);
        assertThat(rows).hasSize(64);
        for (int row = 0; row < 64; row++) {
            assertThat(rows.get(row)).hasSize(8_192).containsOnly(row);
        }
        assertThat(arenas()).doesNotContainAnyElementsOf(ofDoomed);
        result.release();
        await("no object of the worker")
                .atMost(SOON)
                .until(() -> LargeRemote.objects().get(SOON) == 0);
    }

    @Test
    void shouldTakeBackWhatAKilledWorkerHadAViewOf() {
        cluster().start();
        Remex.init(cluster().config());
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "doomed");
        Gate gate = newGate("view");
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 20]);
        buffer.putLong(0, 7);
        ObjectRef<DirectBuffer> shared = Remex.put(buffer);
        ObjectRef<Views.Sight> sight =
                ViewsRemote.hold(TaskOptions.none().maxRetries(0), shared, Arg.value(gate.path()), Arg.value(1));
        gate.awaitStarted(1);
        shared.release();
        assertThat(Large.objects()).as("the task reads it").isEqualTo(1);
        workers.get(0).kill();
        assertThatThrownBy(() -> sight.get(SOON)).isInstanceOf(WorkerLostException.class);
        await("nobody reads it any more").atMost(SOON).until(() -> Large.objects() == 0);
        ObjectRef<DirectBuffer> next = Remex.put(buffer);
        Clusters.startWorkers(cluster(), 1, "next");
        assertThat(ViewsRemote.look(next).get(SOON).length()).isEqualTo(1 << 20);
    }

    @Test
    void shouldFailTheTaskWhoseResultHasNoRoomAndGoOn() {
        cluster().start();
        TestProcess small = cluster()
                .begin(
                        "small",
                        JavaCommand.ofTestClass(PlainWorker.class.getName()),
                        Map.of(
                                ConfigKey.WORKER_NAME, "small",
                                ConfigKey.WORKER_SLOTS, "1",
                                ConfigKey.STORE_MEMORY, "32MiB",
                                ConfigKey.STORE_SPILL_LIMIT, "0",
                                ConfigKey.STORE_FULL_TIMEOUT, "50ms"));
        Clusters.awaitRegistered(small);
        Remex.init(cluster().config());
        List<ObjectRef<String>> kept = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        kept.add(LargeRemote.repeat("x", 8 << 20));
                        kept.get(i).get(SOON);
                    }
                })
                .isInstanceOf(ObjectStoreFullException.class)
                .hasMessageContaining("Large.repeat")
                .hasMessageContaining("remex.store.memory");
        assertThat(kept).hasSizeBetween(2, 9);
        assertThat(kept.get(0).get()).as("what was there is untouched").hasSize(8 << 20);
        kept.forEach(ObjectRef::release);
        await("the worker has room again")
                .atMost(SOON)
                .until(() -> LargeRemote.objects().get(SOON) == 0);
        assertThat(LargeRemote.repeat("x", 8 << 20).get(SOON)).hasSize(8 << 20);
    }

    @Test
    void shouldReadResultsThatTheirWorkerSpillsMeanwhile() throws InterruptedException {
        cluster().start();
        TestProcess small = cluster()
                .begin(
                        "small",
                        JavaCommand.ofTestClass(PlainWorker.class.getName()),
                        Map.of(
                                ConfigKey.WORKER_NAME, "small",
                                ConfigKey.WORKER_SLOTS, "1",
                                ConfigKey.STORE_MEMORY, "32MiB",
                                ConfigKey.STORE_SEGMENT, "4MiB",
                                ConfigKey.STORE_SPILL_DIR,
                                        directory.resolve("spill").toString()));
        Clusters.awaitRegistered(small);
        Remex.init(cluster().config());
        List<ObjectRef<double[]>> refs = new ArrayList<>();
        AtomicBoolean isDone = new AtomicBoolean();
        List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());
        AtomicLong reads = new AtomicLong();
        double[] values = new double[LENGTH];
        ObjectRef<double[]> first = LargeRemote.scale(fill(values, 1), 1);
        first.get(SOON);
        Thread reader = new Thread(() -> {
            try {
                while (!isDone.get()) {
                    assertThat(first.get(SOON)).hasSize(LENGTH).containsOnly(1);
                    reads.incrementAndGet();
                }
            } catch (Throwable t) {
                wrong.add(t);
            }
        });
        reader.start();
        // five times the worker's memory: the first one is spilled, and comes back, while it is read
        for (int i = 0; i < 100; i++) {
            refs.add(LargeRemote.scale(values, i));
            refs.get(i).get(SOON);
        }
        isDone.set(true);
        reader.join(SOON.toMillis());
        assertThat(reader.isAlive()).isFalse();
        assertThat(wrong).isEmpty();
        assertThat(reads).hasPositiveValue();
        for (int i = 0; i < refs.size(); i++) {
            assertThat(refs.get(i).get(SOON)).containsOnly(i);
        }
        assertThat(ProcessFixture.files(directory.resolve("spill"))).isNotEmpty();
        refs.forEach(ObjectRef::release);
        first.release();
        await("no file is left of what was freed")
                .atMost(SOON)
                .until(() -> ProcessFixture.files(directory.resolve("spill")).stream()
                        .noneMatch(file -> file.toString().endsWith(".spill")));
    }

    private static double[] fill(double[] values, double value) {
        Arrays.fill(values, value);
        return values;
    }

    /** What each process that has objects has in shared memory. */
    private Set<Path> arenas() {
        Path store = cluster()
                .nodeDirectory()
                .resolveSibling(cluster().nodeDirectory().getFileName() + ".store");
        return ProcessFixture.files(store).stream()
                .filter(file -> file.getFileName().toString().endsWith(".segment"))
                .map(Path::getParent)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void shouldFreeWhatWorkersKeepForAKilledCaller() {
        cluster().start();
        Clusters.startWorkers(cluster(), 2, "worker");
        Remex.init(cluster().config());
        TestProcess doomed = Clusters.beginCaller(cluster(), "doomed", "hold", Integer.toString(LENGTH));
        assertThat(doomed.awaitLine("caller holds", SOON)).isEqualTo("caller holds: " + LENGTH);
        assertThat(LargeRemote.objects().get(SOON)).isEqualTo(1);
        doomed.kill();
        await("the worker frees it")
                .atMost(AFTER_A_KILL)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> LargeRemote.objects().get(SOON) == 0);
    }
}
