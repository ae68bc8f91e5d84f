package io.remex.system;

import static org.awaitility.Awaitility.await;

import io.remex.ClusterView;
import io.remex.Remex;
import io.remex.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of its own for each test, with its logs kept under the test's name; nothing of it is left afterwards. */
@Timeout(600)
abstract class ClusterTest {
    private static final System.Logger LOGGER = System.getLogger(ClusterTest.class.getName());

    /** Longer than anything takes that works, on a busy machine; longer than the time-outs that find a silent process, too. */
    static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    private TestCluster cluster;

    @RegisterExtension
    final AfterTestExecutionCallback evidence = context -> {
        if (context.getExecutionException().isPresent()) {
            cluster.keepEvidence();
        }
    };

    @BeforeEach
    void makeCluster(TestInfo test) {
        cluster = Clusters.named(
                getClass().getSimpleName()
                        + '-'
                        + test.getTestMethod().orElseThrow().getName(),
                token());
    }

    @AfterEach
    void closeCluster() {
        Remex.shutdown();
        cluster.close();
    }

    /** The secret of the cluster. */
    String token() {
        return "";
    }

    /** The cluster of this test, not started. */
    final TestCluster cluster() {
        return cluster;
    }

    final Gate newGate(String name) {
        return new Gate(directory.resolve(name));
    }

    /** Waits until the cluster looks as it should, to the caller in this JVM. */
    static void awaitView(String what, Predicate<ClusterView> condition) {
        await(what).atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> condition.test(Remex.cluster()));
    }

    /** A figure for people: it depends on the machine, so no test asserts it. */
    static void reportMs(String what, long sinceNs) {
        LOGGER.log(System.Logger.Level.INFO, what + ": " + (System.nanoTime() - sinceNs) / 1_000_000 + " ms");
    }
}
