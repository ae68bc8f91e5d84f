package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remex.Arg;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.system.functions.Large;
import io.remex.system.functions.LargeRemote;
import io.remex.testkit.TestProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to values in the store when the process that has them dies. */
class LargeValueFailureTest extends ClusterTest {
    private static final int LENGTH = 200_000;
    /** The media driver takes ten seconds to give a killed process up. */
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(60);

    @Test
    void shouldLoseWhatAKilledWorkerKeptAndSaySo() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "doomed");
        Remex.init(cluster().config());
        ObjectRef<double[]> own = Remex.put(new double[LENGTH]);
        ObjectRef<double[]> result = LargeRemote.scale(own, Arg.value(2.0));
        assertThat(result.get(SOON)).hasSize(LENGTH);
        workers.get(0).kill();
        await("the loss is noticed")
                .atMost(AFTER_A_KILL)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThatThrownBy(() -> result.get(SOON))
                        .isInstanceOf(ObjectLostException.class)
                        .hasMessageContaining("Large.scale"));
        Clusters.startWorkers(cluster(), 1, "next");
        assertThat(LargeRemote.sum(own, Arg.value(0), Arg.value(LENGTH)).get(SOON))
                .as("what this program has is not touched")
                .isZero();
        assertThatThrownBy(() ->
                        LargeRemote.sum(result, Arg.value(0), Arg.value(LENGTH)).get(SOON))
                .isInstanceOf(ObjectLostException.class);
        own.release();
        result.release();
        assertThat(Large.objects()).isZero();
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
