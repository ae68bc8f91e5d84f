package io.remex.examples.options.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerJarIT {
    private static final int EXIT_CODE_OF_SIGTERM = 143;

    @TempDir
    Path directory;

    @Test
    void shouldOpenWhatAgronaReadsInItsManifest() throws IOException {
        try (JarFile jar = new JarFile(WorkerProcess.JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Add-Opens"))
                    .contains("java.base/jdk.internal.misc");
        }
    }

    @Test
    void shouldLiveButNotBeReadyWithoutASchedulerAndLeaveNothingBehind() throws Exception {
        Path node = directory.resolve("node");
        int unusedPort = unusedPort();
        Map<String, String> environment = Map.of(
                "REMEX_ADDRESS",
                "127.0.0.1:" + unusedPort,
                "REMEX_NODE_MODE",
                "embedded",
                "REMEX_NODE_DIRECTORY",
                node.toString(),
                "QUARKUS_LOG_CATEGORY__IO_QUARKUS__LEVEL",
                "INFO");

        try (WorkerProcess worker = WorkerProcess.start(environment)) {
            String http = worker.httpAddress();
            assertThat(node).isDirectory();
            assertThat(get(http, "/q/health/live").statusCode()).isEqualTo(200);

            HttpResponse<String> ready = get(http, "/q/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body())
                    .contains("\"dataPlaneAlive\": true")
                    .contains("not registered with the scheduler at 127.0.0.1:" + unusedPort);

            worker.terminate();
            assertThat(worker.exitCode()).isEqualTo(EXIT_CODE_OF_SIGTERM);
        }
        assertThat(node).doesNotExist();
    }

    @Test
    void shouldEndWithOneLineWhenTheAddressIsMissing() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(Map.of("REMEX_NODE_MODE", "embedded"))) {
            assertThat(worker.lines()).singleElement().asString().contains("a worker needs remex.address=host:port");
            assertThat(worker.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void shouldEndWithOneLineWhenAKeyIsUnknown() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(Map.of("REMEX_ADRESS", "127.0.0.1:7400"))) {
            assertThat(worker.lines())
                    .singleElement()
                    .asString()
                    .contains("unknown configuration key 'REMEX_ADRESS'", "did you mean REMEX_ADDRESS?");
            assertThat(worker.exitCode()).isEqualTo(1);
        }
    }

    private static HttpResponse<String> get(String address, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + address + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
