package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.WorkerLostException;
import io.remex.system.functions.StreamsRemote;
import io.remex.testkit.TestProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers that are killed in the middle of a stream. */
class StreamFailureTest extends ClusterTest {
    @Test
    void shouldGoOnWithTheSameItemsOnAnotherWorker() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "doomed");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        try (ObjectRefStream<Integer> stream = StreamsRemote.numbers(gate.path(), 200, 3)) {
            ObjectRef<Integer> first = stream.next(SOON);
            assertThat(first.get()).isZero();
            gate.awaitNote("made-2");
            workers.get(0).kill();
            gate.open();
            Clusters.startWorkers(cluster(), 1, "lasting");
            int[] rest = stream.values().mapToInt(Integer::intValue).toArray();
            assertThat(rest).hasSize(199);
            for (int i = 0; i < rest.length; i++) {
                assertThat(rest[i]).isEqualTo(i + 1);
            }
            assertThat(stream.completion().get(SOON)).isEqualTo(200);
            assertThat(first.get()).isZero();
        }
    }

    @Test
    void shouldSayThatTheWorkerWasLostBehindWhatArrived() {
        cluster().start();
        List<TestProcess> workers = Clusters.startWorkers(cluster(), 1, "doomed");
        Remex.init(cluster().config());
        Gate gate = newGate("gate");
        ObjectRefStream<Integer> stream =
                StreamsRemote.numbers(TaskOptions.none().maxRetries(0), gate.path(), 5, 2);
        assertThat(stream.next(SOON).get()).isZero();
        assertThat(stream.hasNext()).isTrue(); // the second item is here, and not taken
        workers.get(0).kill();
        assertThatThrownBy(() -> stream.completion().get(SOON)).isInstanceOf(WorkerLostException.class);
        assertThat(stream.next().get()).isEqualTo(1);
        assertThatThrownBy(stream::hasNext)
                .isInstanceOf(WorkerLostException.class)
                .hasMessageContaining("doomed");
    }
}
