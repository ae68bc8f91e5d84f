package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remex.Arg;
import io.remex.ConfigKey;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskFailedException;
import io.remex.TaskOptions;
import io.remex.system.functions.Large;
import io.remex.system.functions.LargeRemote;
import io.remex.testkit.TestProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
