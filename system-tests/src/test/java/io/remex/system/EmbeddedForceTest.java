package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.CancelOptions;
import io.remex.ConfigKey;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.TaskCancelledException;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is part of its caller's process does not end, whatever is cancelled by force. */
class EmbeddedForceTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void shouldWarnAndGoOnWhenATaskIgnoresAForcedCancel() throws Exception {
        CompletableFuture<String> warning = new CompletableFuture<>();
        Handler handler = firstMessage(warning);
        Logger logger = Logger.getLogger("io.remex.worker.ForcedEnd");
        logger.addHandler(handler);
        RemexConfig config = RemexConfig.builder()
                .set(ConfigKey.WORKER_SLOTS, "2")
                .set(ConfigKey.FORCE_GRACE, "10ms")
                .build();
        try (Remex.Session session = Remex.init(config)) {
            Gate gate = new Gate(directory.resolve("gate"));
            ObjectRef<Integer> deaf = GatesRemote.ignoreCancel(gate.path(), 0);
            gate.awaitStarted(0);

            assertThat(deaf.cancel(CancelOptions.defaults().force(true))).isTrue();

            assertThat(warning.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .contains("Gates.ignoreCancel was cancelled by force and goes on")
                    .contains("part of the caller's process");
            assertThatThrownBy(() -> deaf.get(SOON)).isInstanceOf(TaskCancelledException.class);
            assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
            gate.open();
            gate.awaitNote("done-0");
        } finally {
            logger.removeHandler(handler);
        }
    }

    private static Handler firstMessage(CompletableFuture<String> message) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                message.complete(entry.getMessage());
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
    }
}
