package io.remex.system;

import io.remex.ConfigKey;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.system.ApiSystem.Shape;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What all parts of the contract share: a system to start on, and nothing left over from one test to the next. */
@Timeout(300)
abstract class ApiContract {
    /** Longer than anything takes that works, on a busy machine. */
    static final Duration SOON = Duration.ofSeconds(30);
    /** Long enough to see that something does not happen yet. */
    static final Duration A_WHILE = Duration.ofMillis(150);

    @TempDir
    Path directory;

    private final ApiSystem system;

    ApiContract(ApiSystem system) {
        this.system = system;
    }

    @AfterEach
    void shutDown() {
        Remex.shutdown();
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
