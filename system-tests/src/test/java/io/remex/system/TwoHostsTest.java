package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.remex.examples.options.OptionsDemo;
import io.remex.testkit.TestCluster;
import io.remex.testkit.TestHosts;
import io.remex.testkit.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Caller and worker on different hosts: tasks travel in datagrams. */
@Timeout(600)
class TwoHostsTest {
    /** For what has to wait for silence, or for datagrams that are sent again. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private TwoHosts cluster;

    @BeforeAll
    static void requireNamespaces() {
        String obstacle = TestHosts.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    @BeforeEach
    void start(TestInfo test) {
        cluster = new TwoHosts(
                        "TwoHostsTest-" + test.getTestMethod().orElseThrow().getName(), directory)
                .start();
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void shouldRunTasksOnTheOtherHost() {
        cluster.startWorker(1, "far", 2);
        TestProcess caller = cluster.beginCaller(0, "sum", "20000");
        assertThat(caller.awaitLine("caller done:", ClusterTest.SOON)).isEqualTo("caller done: right");
        assertThat(caller.awaitEnd(TestCluster.START_TIMEOUT)).isZero();
    }

    /** The program compares each price with the paper's and ends with 1 if one does not agree. */
    @Test
    void shouldPriceOptionsOnTheOtherHost() {
        cluster.startWorker(1, "far", 2);
        TestProcess demo =
                cluster.beginProgram(0, "options", OptionsDemo.class.getName(), "--paths", "20000", "--batches", "4");
        assertThat(demo.awaitEnd(PATIENCE)).isZero();
    }

    @Test
    void shouldCarryValuesThatTakeManyDatagrams() {
        cluster.startWorker(1, "far", 2);
        TestProcess caller = cluster.beginCaller(0, "text", "30000", "200");
        assertThat(caller.awaitLine("caller done:", ClusterTest.SOON)).isEqualTo("caller done: 200 right");
    }

    @Test
    void shouldLoseNothingWhenTheNetworkLosesAThirdOfAllDatagrams() {
        cluster.startWorker(1, "far", 2);
        cluster.hosts().loseDatagrams(0, 30);
        cluster.hosts().loseDatagrams(1, 30);
        TestProcess caller = cluster.beginCaller(0, "text", "30000", "50");
        assertThat(caller.awaitLine("caller done:", PATIENCE)).isEqualTo("caller done: 50 right");
    }

    @Test
    void shouldRunTheTasksOfAKilledWorkerOnAnotherHost() {
        TestProcess doomed = cluster.startWorker(1, "doomed", 2);
        Gate gate = new Gate(directory.resolve("gate"));
        TestProcess caller = cluster.beginCaller(0, "gate", gate.path(), "2");
        gate.awaitStarted(0, 1);
        doomed.kill();
        cluster.startWorker(1, "next", 2);
        gate.open();
        assertThat(caller.awaitLine("caller done:", PATIENCE)).isEqualTo("caller done: [0, 1]");
    }

    @Test
    void shouldEndTasksThatTheNetworkHasCutOff() {
        cluster.startWorker(1, "far", 1);
        Gate gate = new Gate(directory.resolve("gate"));
        TestProcess caller = cluster.beginCaller(0, "once", gate.path());
        gate.awaitStarted(0);
        cluster.hosts().link(false);
        assertThat(caller.awaitLine("caller failed:", PATIENCE))
                .contains("WorkerLost")
                .contains("far");
        gate.open();
    }

    @Test
    void shouldUseTheOwnHostFirstAndTheOtherOneWhenItIsFull() {
        cluster.startWorker(1, "far", 2);
        cluster.startWorker(0, "near", 2);
        Gate gate = new Gate(directory.resolve("gate"));
        TestProcess caller = cluster.beginCaller(0, "gate", gate.path(), "2");
        gate.awaitStarted(0, 1);
        assertThat(List.of(gate.worker(0), gate.worker(1))).containsOnly("near");
        Gate more = new Gate(directory.resolve("more"));
        TestProcess second = cluster.beginCaller(0, "gate", more.path(), "2");
        more.awaitStarted(0, 1);
        assertThat(List.of(more.worker(0), more.worker(1))).contains("far");
        gate.open();
        more.open();
        assertThat(caller.awaitLine("caller done:", PATIENCE)).isEqualTo("caller done: [0, 1]");
        assertThat(second.awaitLine("caller done:", PATIENCE)).isEqualTo("caller done: [0, 1]");
    }
}
