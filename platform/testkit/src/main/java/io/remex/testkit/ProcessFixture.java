package io.remex.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processes of one test and the directory of their logs. Whatever happens in the test, {@link #close()} leaves no process
 * behind; a hook does the same if the test's JVM is told to end before.
 */
public final class ProcessFixture implements AutoCloseable {
    private final Path directory;
    private final Deque<TestProcess> processes = new ArrayDeque<>();
    private final Thread exitHook = new Thread(this::killAll, "test-processes-exit");

    /**
     * Empties the directory.
     *
     * @param directory where logs go; one for each test
     */
    public ProcessFixture(Path directory) {
        this.directory = directory;
        try {
            delete(directory);
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(exitHook);
    }

    public Path directory() {
        return directory;
    }

    /** Starts a process. */
    public TestProcess start(String name, List<String> command, Map<String, String> environment) {
        TestProcess process = TestProcess.start(name, command, environment, freshLog(name));
        synchronized (processes) {
            processes.push(process);
        }
        return process;
    }

    private Path freshLog(String name) {
        Path log = directory.resolve(name + ".log");
        for (int again = 2; Files.exists(log); again++) {
            log = directory.resolve(name + '-' + again + ".log");
        }
        return log;
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a failed test: keeps thread dumps of what lives, and a listing of directories. */
    public void keepEvidence(Path... listed) {
        StringBuilder listing = new StringBuilder();
        for (Path root : listed) {
            listing.append(root).append('\n');
            for (Path file : files(root)) {
                listing.append("  ").append(root.relativize(file)).append('\n');
            }
        }
        try {
            Files.writeString(directory.resolve("directories.txt"), listing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        snapshot().forEach(TestProcess::dumpThreads);
    }

    /** Every file and directory below; none if the root is not there. */
    public static List<Path> files(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !path.equals(root)).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(root.resolve("changed while it was listed: " + e.getMessage()));
        }
    }

    private Collection<TestProcess> snapshot() {
        synchronized (processes) {
            return new ArrayList<>(processes);
        }
    }

    /** Kills what lives, but one. */
    void killAllBut(TestProcess spared) {
        snapshot().stream()
                .filter(process -> process != spared && process.isAlive())
                .forEach(TestProcess::kill);
    }

    private void killAll() {
        killAllBut(null);
    }

    /** Kills what lives, the last first. */
    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException e) {
            // the JVM ends already, and the hook has nothing left to do
        }
    }

    /** Removes a directory and what is in it. */
    static void delete(Path root) throws IOException {
        List<Path> files = new ArrayList<>(files(root));
        for (int i = files.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(files.get(i));
        }
        Files.deleteIfExists(root);
    }
}
