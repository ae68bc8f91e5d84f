package io.remex.examples.demo.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A node, a scheduler and workers on this machine, each a process of its own, all on loopback and on ports and in a directory
 * that nobody else uses; and a caller that uses them. Closing it, from any thread and at any time, stops them in reverse order
 * and removes the directory.
 */
public final class DemoCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final DemoLayout layout;
    private final Path directory;
    private final Path nodeDirectory;
    private final int schedulerPort;
    private final Deque<ChildProcess> processes = new ArrayDeque<>(); // the latest first; guarded by this
    private boolean closed; // guarded by this

    /** A cluster of which nothing runs yet. */
    public DemoCluster(DemoLayout layout) {
        this.layout = layout;
        this.directory = sharedMemory().resolve("remex-demo-" + UUID.randomUUID());
        this.nodeDirectory = directory.resolve("node");
        this.schedulerPort = freePort();
    }

    /**
     * Starts everything but the caller, each part when the one that it needs is ready.
     *
     * @throws DemoFailedException a part does not come up; the message has the end of its log
     */
    public void start(int workers, int slotsOfWorker) throws InterruptedException {
        startNode();
        startService("server", layout.server(), Map.of("REMEX_SERVER_PORT", String.valueOf(schedulerPort)))
                .awaitReady();
        List<Service> started = new ArrayList<>();
        for (int number = 1; number <= workers; number++) {
            started.add(startWorker("worker-" + number, slotsOfWorker));
        }
        for (Service worker : started) {
            worker.awaitReady();
        }
    }

    /** Runs the caller, with the standard streams of this process, and returns its exit code. */
    public int runCaller(List<String> arguments) throws InterruptedException {
        ChildProcess caller;
        synchronized (this) {
            requireOpen();
            caller = ChildProcess.inForeground("caller", java(layout.caller(), arguments), environment());
            processes.push(caller);
        }
        return caller.awaitEnd();
    }

    /** Which background processes have ended by themselves, with the ends of their logs; empty if none has. */
    public synchronized List<String> casualties() {
        return processes.stream()
                .filter(process -> process.hasLog() && !process.isAlive())
                .map(process -> process.name() + " has ended" + process.logTail())
                .toList();
    }

    private void startNode() throws InterruptedException {
        inBackground("node", layout.node(), Map.of("REMEX_NODE_DIRECTORY", nodeDirectory.toString()))
                .awaitReady(Readiness.logged(layout.log("node"), "remex-node ready"), START_TIMEOUT);
    }

    private Service startWorker(String name, int slots) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("REMEX_WORKER_NAME", name);
        environment.put("REMEX_WORKER_SLOTS", String.valueOf(slots));
        return startService(name, layout.worker(), environment);
    }

    private Service startService(String name, Path jar, Map<String, String> environment) {
        int httpPort = freePort();
        Map<String, String> complete = new HashMap<>(environment);
        complete.put("QUARKUS_HTTP_HOST", LOOPBACK);
        complete.put("QUARKUS_HTTP_PORT", String.valueOf(httpPort));
        URI health = URI.create("http://" + LOOPBACK + ":" + httpPort + "/q/health/ready");
        return new Service(inBackground(name, jar, complete), Readiness.http(health));
    }

    /** A process that answers over HTTP whether it is ready. */
    private record Service(ChildProcess process, Readiness readiness) {
        void awaitReady() throws InterruptedException {
            process.awaitReady(readiness, START_TIMEOUT);
        }
    }

    private synchronized ChildProcess inBackground(String name, Path jar, Map<String, String> environment) {
        requireOpen();
        ChildProcess process = ChildProcess.inBackground(name, java(jar, List.of()), environment, layout.log(name));
        processes.push(process);
        return process;
    }

    private void requireOpen() {
        if (closed) {
            throw new DemoFailedException("the demonstration is being stopped");
        }
    }

    /** What workers and callers need to know to find the other parts. */
    private Map<String, String> environment() {
        return Map.of(
                "REMEX_ADDRESS", LOOPBACK + ":" + schedulerPort, "REMEX_NODE_DIRECTORY", nodeDirectory.toString());
    }

    private static List<String> java(Path jar, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return command;
    }

    @Override
    public synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (!processes.isEmpty()) {
            try {
                processes.peek().stop(STOP_PATIENCE);
                processes.pop();
            } catch (InterruptedException e) {
                interrupted = true; // the rest is still to be stopped
            }
        }
        removeDirectory();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A node removes its own files; one that had to be ended by force does not. */
    private void removeDirectory() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be removed", e);
        }
    }

    private static Path sharedMemory() {
        return Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DemoFailedException("no free port on " + LOOPBACK + ": " + e.getMessage(), e);
        }
    }
}
