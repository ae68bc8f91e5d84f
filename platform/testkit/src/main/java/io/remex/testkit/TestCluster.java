package io.remex.testkit;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cluster of real processes on this host: a node, a server, and the workers and callers that a test adds. Ports and the node's
 * directory are its own, so that clusters do not meet. Closing it kills everything and complains about files left in shared
 * memory.
 */
public final class TestCluster implements AutoCloseable {
    /** Long enough for any process here to start on a busy machine. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /** How the line begins that a server says when callers can come. */
    public static final String SERVER_READY = "remex-server ready:";

    /** How the line begins that a node says when processes can attach. */
    public static final String NODE_READY = "remex-node ready:";

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Path serverJar;
    private final Path nodeJar;
    private final String token;
    private final ProcessFixture processes;
    private final Path sharedMemory;
    private final int schedulerPort = ProcessFixture.freePort();
    private final int httpPort = ProcessFixture.freePort();
    private TestProcess node;
    private TestProcess server;
    private boolean nodeWasKilled;
    private boolean hasEvidence;

    /**
     * A cluster that is not started yet.
     *
     * @param serverJar {@code quarkus-run.jar} of remex-server
     * @param nodeJar {@code remex-node.jar}
     * @param logs where logs go
     * @param token the shared secret, or empty
     */
    public TestCluster(Path serverJar, Path nodeJar, Path logs, String token) {
        this.serverJar = requireFile(serverJar);
        this.nodeJar = requireFile(nodeJar);
        this.token = token;
        this.processes = new ProcessFixture(logs);
        this.sharedMemory = sharedMemoryRoot()
                .resolve("remex-test-" + ProcessHandle.current().pid() + '-' + STARTED.incrementAndGet());
    }

    private static Path sharedMemoryRoot() {
        Path root = Path.of("/dev/shm");
        return Files.isDirectory(root) ? root : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static Path requireFile(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new TestFailure(jar + " is not there; build it first: ./mvnw verify");
        }
        return jar;
    }

    /** Starts node and server, and waits until they are ready. */
    public TestCluster start() {
        beginNode();
        beginServer();
        node.awaitLine(NODE_READY, START_TIMEOUT);
        server.awaitLine(SERVER_READY, START_TIMEOUT);
        return this;
    }

    /** Starts the node alone, and waits until it is ready. */
    public TestProcess startNode() {
        beginNode();
        node.awaitLine(NODE_READY, START_TIMEOUT);
        return node;
    }

    /** Begins the node's process; the caller waits for {@link #NODE_READY}. */
    public TestProcess beginNode() {
        node = processes.start("node", JavaCommand.ofJar(nodeJar).with("--directory=" + nodeDirectory()), Map.of());
        nodeWasKilled = false;
        return node;
    }

    /** Starts the server alone, on the ports it had before, and waits until it is ready. */
    public TestProcess startServer() {
        return startServer(Map.of());
    }

    /** Starts the server alone with these settings, and waits until it is ready. */
    public TestProcess startServer(Map<ConfigKey, String> settings) {
        beginServer(settings);
        server.awaitLine(SERVER_READY, START_TIMEOUT);
        return server;
    }

    /** Begins the server, on the ports it had before; the caller waits for {@link #SERVER_READY}. */
    public TestProcess beginServer() {
        return beginServer(Map.of());
    }

    private TestProcess beginServer(Map<ConfigKey, String> settings) {
        JavaCommand command = JavaCommand.ofJar(serverJar)
                .property(ConfigKey.SERVER_PORT.key(), Integer.toString(schedulerPort))
                .property("quarkus.http.port", Integer.toString(httpPort));
        Map<String, String> environment = new HashMap<>(secret());
        settings.forEach((key, value) -> environment.put(key.environmentKey(), value));
        server = processes.start("server", command.with(), environment);
        return server;
    }

    private Map<String, String> secret() {
        return token.isEmpty() ? Map.of() : Map.of(ConfigKey.TOKEN.environmentKey(), token);
    }

    /** Begins a process that finds this cluster through its environment; the caller waits for what it wants to hear. */
    public TestProcess begin(String name, JavaCommand command, Map<ConfigKey, String> settings, String... arguments) {
        Map<String, String> environment = new HashMap<>(secret());
        environment.put(ConfigKey.ADDRESS.environmentKey(), address());
        environment.put(
                ConfigKey.NODE_DIRECTORY.environmentKey(), nodeDirectory().toString());
        settings.forEach((key, value) -> environment.put(key.environmentKey(), value));
        return processes.start(name, command.with(arguments), environment);
    }

    /** What a caller in this JVM needs to use the cluster. */
    public RemexConfig config() {
        RemexConfig.Builder config = RemexConfig.builder()
                .set(ConfigKey.ADDRESS, address())
                .set(ConfigKey.NODE_DIRECTORY, nodeDirectory().toString());
        if (!token.isEmpty()) {
            config.set(ConfigKey.TOKEN, token);
        }
        return config.build();
    }

    /** The scheduler's {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + schedulerPort;
    }

    /** The directory of the logs. */
    public Path logs() {
        return processes.directory();
    }

    public Path nodeDirectory() {
        return sharedMemory.resolve("node");
    }

    public TestProcess node() {
        return node;
    }

    public TestProcess server() {
        return server;
    }

    /** The body of a {@code GET} to the server, which has to answer 200. */
    public String http(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(10));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new TestFailure(path + " answers " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new TestFailure(path + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestFailure("interrupted while asking for " + path, e);
        }
    }

    /** Kills the node's process, as a machine out of memory would. */
    public void killNode() {
        nodeWasKilled = true;
        node.kill();
    }

    /** The files in the node's directory that belong to streams. */
    public List<Path> streamFiles() {
        return ProcessFixture.files(nodeDirectory()).stream()
                .filter(file -> file.getFileName().toString().endsWith(".logbuffer"))
                .toList();
    }

    /** Keeps what explains a failure; to be called before {@link #close()}. */
    public void keepEvidence() {
        hasEvidence = true;
        processes.keepEvidence(sharedMemory);
        String view;
        try {
            view = http("/api/cluster");
        } catch (TestFailure e) {
            view = e.getMessage();
        }
        try {
            Files.writeString(processes.directory().resolve("cluster.json"), view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Kills everything but the node, which is asked to end.
     *
     * @throws TestFailure the node did not end, or left files
     */
    @Override
    public void close() {
        List<Path> left = stop();
        if (!left.isEmpty() && !nodeWasKilled && !hasEvidence) {
            throw new TestFailure("left in shared memory: " + left);
        }
    }

    /**
     * As {@link #close()}, for who wants to judge by himself what is left.
     *
     * @return what was left in shared memory; it is removed
     * @throws TestFailure the node did not end
     */
    public List<Path> stop() {
        try (processes) {
            processes.killAllBut(node);
            if (node != null && node.isAlive()) {
                node.terminate();
                node.awaitEnd(STOP_TIMEOUT);
            }
        }
        List<Path> left = ProcessFixture.files(sharedMemory);
        try {
            ProcessFixture.delete(sharedMemory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return left;
    }
}
