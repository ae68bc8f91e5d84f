package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remex.ClusterView;
import io.remex.ConfigKey;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.WorkerLostException;
import io.remex.examples.options.ProbeRemote;
import io.remex.testkit.JavaCommand;
import io.remex.testkit.ProcessFixture;
import io.remex.testkit.TestCluster;
import io.remex.testkit.TestProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Workers that are Quarkus applications, started as their users start them: {@code java -jar quarkus-run.jar}. */
class QuarkusWorkerTest extends ClusterTest {
    @Test
    void shouldServeUntilItIsKilledAndLeaveTheRestToTheOther() {
        cluster().start();
        TestProcess first = begin("quarkus-first");
        TestProcess second = begin("quarkus-second");
        for (TestProcess worker : List.of(first, second)) {
            worker.awaitOutput("remex-worker " + worker.name() + " ready", TestCluster.START_TIMEOUT);
        }
        Remex.init(cluster().config());
        assertThat(Remex.cluster().functions())
                .extracting(ClusterView.Function::name)
                .containsExactlyInAnyOrder("LeastSquaresMonteCarlo.priceBatch", "Probe.echo");
        List<ObjectRef<Long>> refs = new ArrayList<>();
        for (long i = 0; i < 20_000; i++) {
            refs.add(ProbeRemote.echo(i));
        }
        first.kill();
        for (int i = 0; i < refs.size(); i++) {
            assertThat(refs.get(i).get(SOON)).isEqualTo(i);
        }
        awaitView("one worker", view -> view.workers().size() == 1);
        second.terminate();
        assertThat(second.awaitEnd(SOON)).isIn(0, 143);
        assertThat(second.output()).doesNotContain("Exception");
    }

    @Test
    void shouldNotBeLiveAnyMoreWhenItsNodeDies() throws IOException, InterruptedException {
        cluster().start();
        int port = ProcessFixture.freePort();
        TestProcess worker = begin("quarkus", port);
        worker.awaitOutput("remex-worker quarkus ready", TestCluster.START_TIMEOUT);
        Remex.init(cluster().config());
        assertThat(ProbeRemote.echo(1L).get(SOON)).isEqualTo(1);
        assertThat(liveness(port)).isEqualTo(200);
        cluster().killNode();
        await("it is not live").atMost(SOON).until(() -> liveness(port) == 503);
        assertThatThrownBy(() -> ProbeRemote.echo(1L).get(SOON))
                .isInstanceOf(WorkerLostException.class)
                .hasMessageContaining("remex-node");
        worker.terminate();
        assertThat(worker.awaitEnd(SOON)).isIn(0, 143);
        assertThat(worker.output()).doesNotContain("SIGSEGV");
    }

    private static int liveness(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/live"))
                .timeout(SOON)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private TestProcess begin(String name) {
        return begin(name, ProcessFixture.freePort());
    }

    private TestProcess begin(String name, int port) {
        return cluster()
                .begin(
                        name,
                        JavaCommand.ofJar(Path.of(System.getProperty("system-tests.worker")))
                                .property("quarkus.http.port", Integer.toString(port)),
                        Map.of(ConfigKey.WORKER_NAME, name, ConfigKey.WORKER_SLOTS, "1"));
    }
}
