package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remex.ClusterView;
import io.remex.ConfigKey;
import io.remex.Remex;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.programs.PlainCaller;
import io.remex.testkit.JavaCommand;
import io.remex.testkit.TestProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callers that die, and callers that share. */
class CallerFailureTest extends ClusterTest {
    private static final Duration FLOOD_LIMIT = Duration.ofSeconds(300);
    /** Far less than a million tasks take, and more than a JVM takes by and by. */
    private static final long GROWTH_BYTES = 64 << 20;

    private static double usedCpus(ClusterView view) {
        return view.workers().stream()
                .mapToDouble(worker -> worker.used().getOrDefault("cpus", 0.0))
                .sum();
    }

    @Test
    void shouldFreeWhatAKilledCallerHeld() {
        cluster().start();
        Clusters.startWorkers(cluster(), 2, "worker");
        Remex.init(cluster().config());
        int callersBefore = Remex.cluster().callers();
        List<Path> filesBefore = cluster().streamFiles();
        Gate gate = newGate("gate");
        TestProcess doomed = Clusters.beginCaller(cluster(), "doomed", "gate", gate.path(), "20");
        gate.awaitStarted(0, 1);
        assertThat(Remex.cluster().callers()).isEqualTo(callersBefore + 1);
        assertThat(usedCpus(Remex.cluster())).isEqualTo(2);
        assertThat(cluster().streamFiles().size()).isGreaterThan(filesBefore.size());
        doomed.kill();
        awaitView("the caller is gone", view -> view.callers() == callersBefore);
        awaitView("its leases are gone", view -> usedCpus(view) == 0);
        assertThat(cluster().http("/api/cluster")).doesNotContain("\"pid\":" + doomed.pid());
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
        awaitView("no leases", view -> usedCpus(view) == 0);
        await("its streams are gone")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> cluster().streamFiles().size() <= filesBefore.size());
        assertThat(gate.count("done-")).isZero();
        gate.awaitNote("interrupted-0");
        gate.awaitNote("interrupted-1");
    }

    @Test
    void shouldNotHarmOneCallerByTheDeathOfAnother() {
        cluster().start();
        Clusters.startWorkers(cluster(), 2, "worker");
        Gate gate = newGate("gate");
        TestProcess doomed = Clusters.beginCaller(cluster(), "doomed", "gate", gate.path(), "50");
        gate.awaitStarted(0, 1);
        TestProcess lasting = Clusters.beginCaller(cluster(), "lasting", "sum", "20000");
        lasting.awaitLine("caller submitted", SOON);
        doomed.kill();
        assertThat(lasting.awaitLine("caller done", SOON)).isEqualTo("caller done: right");
        assertThat(lasting.awaitEnd(SOON)).isZero();
        assertThat(lasting.output()).doesNotContain("Exception");
    }

    @Test
    void shouldKeepTheMemoryOfAllWhenACallerNeverReads() throws IOException {
        cluster().start();
        TestProcess worker = Clusters.startWorkers(cluster(), 2, "worker").get(0);
        TestProcess warm = Clusters.beginCaller(cluster(), "warm", "flood", "100000");
        warm.awaitLine("caller done", FLOOD_LIMIT);
        long serverBytes = residentBytes(cluster().server());
        long workerBytes = residentBytes(worker);
        TestProcess flooding = cluster()
                .begin(
                        "flooding",
                        JavaCommand.ofTestClass(PlainCaller.class.getName()),
                        Map.of(ConfigKey.MAX_PENDING, "50000"),
                        "flood",
                        "1000000");
        assertThat(flooding.awaitLine("caller done", FLOOD_LIMIT)).isEqualTo("caller done: 1000001");
        assertThat(flooding.awaitEnd(SOON)).isZero();
        assertThat(residentBytes(cluster().server()) - serverBytes).isLessThan(GROWTH_BYTES);
        assertThat(residentBytes(worker) - workerBytes).isLessThan(GROWTH_BYTES);
    }

    /** What a process has in memory. */
    private static long residentBytes(TestProcess process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldServeTwoCallersAtOnce() {
        cluster().start();
        Clusters.startWorkers(cluster(), 1, "first", "second");
        TestProcess one = Clusters.beginCaller(cluster(), "one", "sum", "30000");
        TestProcess two = Clusters.beginCaller(cluster(), "two", "sum", "30001");
        for (TestProcess caller : List.of(one, two)) {
            assertThat(caller.awaitLine("caller done", SOON)).isEqualTo("caller done: right");
            assertThat(caller.awaitEnd(SOON)).isZero();
        }
    }
}
