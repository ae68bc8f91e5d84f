package io.remex.system;

import static org.awaitility.Awaitility.await;

import io.remex.ConfigKey;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.system.ApiSystem.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What all parts of the contract share: a system to start on, and nothing left over from one test to the next. */
@Timeout(300)
abstract class ApiContract {
    /** Longer than anything takes that works, on a busy machine. */
    static final Duration SOON = Duration.ofSeconds(30);
    /** Long enough to see that something does not happen yet. */
    static final Duration A_WHILE = Duration.ofMillis(150);

    /** Removed by {@link #removeNotes}: JUnit tries once, and fails when a task writes meanwhile. */
    @TempDir(cleanup = CleanupMode.NEVER)
    Path directory;

    private final ApiSystem system;

    ApiContract(ApiSystem system) {
        this.system = system;
    }

    @AfterEach
    void shutDown() {
        Remex.shutdown();
        await("the removal of " + directory).atMost(SOON).until(this::removeNotes);
    }

    /** Tasks of the session that has ended may still be on their way out in a worker, and leave a last note. */
    private boolean removeNotes() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false; // a note came or went meanwhile: once more
        }
    }

    final RemexConfig config(Shape shape) {
        return system.config(shape);
    }

    /** Starts on a system with two slots. */
    final Remex.Session init() {
        return init(Shape.TWO_SLOTS);
    }

    final Remex.Session init(Shape shape) {
        return Remex.init(config(shape));
    }

    /** Starts on a system with two slots and one key changed. */
    final Remex.Session init(ConfigKey key, String value) {
        return Remex.init(config(Shape.TWO_SLOTS).with(key, value));
    }

    final Gate newGate(String name) {
        return new Gate(directory.resolve(name));
    }
}
