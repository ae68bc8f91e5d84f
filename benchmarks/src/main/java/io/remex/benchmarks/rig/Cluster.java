package io.remex.benchmarks.rig;

import io.remex.ConfigKey;
import io.remex.benchmarks.product.BenchmarkCaller;
import io.remex.benchmarks.product.BenchmarkWorker;
import io.remex.benchmarks.raw.RawEchoClient;
import io.remex.benchmarks.raw.RawEchoServer;
import io.remex.benchmarks.subject.RoundAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A node and a scheduler on ports and in a directory of their own, for the whole run; and what a scenario starts around them. The
 * raw echo uses the same node, so the same media driver.
 */
final class Cluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Programs programs;
    private final Processes processes;
    private final Path directory;
    /** Workers and callers of the scenario that plays; the services and the raw echo stay. */
    private final List<ChildProcess> crew = new ArrayList<>();

    private final int schedulerPort = freePort();
    private ChildProcess node;
    private ChildProcess server;

    Cluster(Programs programs, Processes processes) {
        this.programs = programs;
        this.processes = processes;
        Path root = Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        this.directory = root.resolve("remex-bench-" + UUID.randomUUID());
    }

    /** Starts node and scheduler. */
    void start() throws InterruptedException {
        node = processes.start(
                "node",
                programs.jar(programs.node(), List.of(), "--directory=" + nodeDirectory()),
                Map.of(),
                "remex-node ready");
        server = processes.start(
                "server",
                programs.jar(
                        programs.server(),
                        List.of(
                                "-D" + ConfigKey.SERVER_PORT.key() + '=' + schedulerPort,
                                "-Dquarkus.http.port=" + freePort(),
                                "-Dquarkus.http.host=" + LOOPBACK)),
                Map.of(),
                "remex-server ready");
        node.await(START_TIMEOUT);
        server.await(START_TIMEOUT);
    }

    /** Node and scheduler. */
    List<ChildProcess> services() {
        return List.of(node, server);
    }

    /** Starts a worker and does not wait for it. */
    ChildProcess beginWorker(String name, int slots, String latency, List<String> flags) {
        Map<String, String> environment = environment(latency);
        environment.put(ConfigKey.WORKER_NAME.environmentKey(), name);
        environment.put(ConfigKey.WORKER_SLOTS.environmentKey(), Integer.toString(slots));
        return hired(
                processes.start(name, programs.main(BenchmarkWorker.class, flags), environment, BenchmarkWorker.READY));
    }

    /** Starts workers and waits until they have registered. */
    List<ChildProcess> workers(int number, int slots, String latency) throws InterruptedException {
        List<ChildProcess> workers = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            workers.add(beginWorker("worker-" + i, slots, latency, List.of()));
        }
        for (ChildProcess worker : workers) {
            worker.await(START_TIMEOUT);
        }
        return workers;
    }

    ChildProcess caller(String latency) throws InterruptedException {
        return ready(hired(processes.start(
                "caller-" + latency,
                programs.main(BenchmarkCaller.class, List.of()),
                environment(latency),
                RoundAnswer.PREFIX)));
    }

    /** A process with the loops of a caller, but without a cluster. */
    ChildProcess loner() throws InterruptedException {
        return ready(hired(processes.start(
                "embedded", programs.main(BenchmarkCaller.class, List.of()), Map.of(), RoundAnswer.PREFIX)));
    }

    ChildProcess rawServer() throws InterruptedException {
        return ready(processes.start(
                "raw-server",
                programs.main(RawEchoServer.class, List.of(), nodeDirectory().toString()),
                Map.of(),
                RoundAnswer.PREFIX));
    }

    ChildProcess rawClient(int number) throws InterruptedException {
        return ready(processes.start(
                "raw-client-" + number,
                programs.main(RawEchoClient.class, List.of(), nodeDirectory().toString(), Integer.toString(number)),
                Map.of(),
                RoundAnswer.PREFIX));
    }

    private static ChildProcess ready(ChildProcess subject) throws InterruptedException {
        subject.await(START_TIMEOUT);
        return subject;
    }

    private Map<String, String> environment(String latency) {
        Map<String, String> environment = new HashMap<>();
        environment.put(ConfigKey.ADDRESS.environmentKey(), LOOPBACK + ':' + schedulerPort);
        environment.put(
                ConfigKey.NODE_DIRECTORY.environmentKey(), nodeDirectory().toString());
        environment.put(ConfigKey.LATENCY.environmentKey(), latency);
        return environment;
    }

    private Path nodeDirectory() {
        return directory.resolve("node");
    }

    /** A file that is not there yet, for {@code awaitGate}. */
    Path newGate() throws IOException {
        Files.createDirectories(directory);
        return directory.resolve("gate-" + UUID.randomUUID());
    }

    private ChildProcess hired(ChildProcess process) {
        crew.add(process);
        return process;
    }

    /** Stops one before its scenario ends. */
    void stop(ChildProcess process) throws InterruptedException {
        crew.remove(process);
        processes.stop(process);
    }

    /** Stops the workers and callers of the scenario, however it ended: callers first, as their leases end with them. */
    void dismiss() throws InterruptedException {
        while (!crew.isEmpty()) {
            processes.stop(crew.remove(crew.size() - 1));
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BenchmarkFailure("no free port on " + LOOPBACK + ": " + e.getMessage(), e);
        }
    }

    /** Removes the directory; the processes have ended. */
    @Override
    public void close() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BenchmarkFailure("the directory " + directory + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
