package io.remex.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The test's side of {@link io.remex.system.functions.Gates}. */
final class Gate {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Path directory;

    Gate(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the functions take. */
    String path() {
        return directory.toString();
    }

    void open() {
        try {
            Files.createFile(directory.resolve("open"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasStarted(int id) {
        return has("started-" + id);
    }

    /** Waits until all of these tasks wait at the gate at once. */
    void awaitStarted(int... ids) {
        for (int id : ids) {
            awaitNote("started-" + id);
        }
    }

    /** Waits until so many tasks have begun, whichever: those submitted while the session learns of its workers may change places. */
    void awaitStartedCount(int count) {
        await(count + " tasks that have begun")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> count("started-") >= count);
    }

    void awaitNote(String name) {
        await("the file " + name + " of a task")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> has(name));
    }

    boolean has(String name) {
        return Files.exists(directory.resolve(name));
    }

    /** How many notes begin so. */
    long count(String prefix) {
        try (Stream<Path> notes = Files.list(directory)) {
            return notes.filter(note -> note.getFileName().toString().startsWith(prefix))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The worker that a task ran on. */
    String worker(int id) {
        try {
            return Files.readString(directory.resolve("started-" + id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
