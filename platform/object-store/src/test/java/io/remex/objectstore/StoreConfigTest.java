package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreConfigTest {
    @TempDir
    Path root;

    @Test
    void shouldHaveDefaults() throws IOException {
        StoreConfig config = StoreConfig.of(RemexConfig.builder().build(), root.resolve("not/there/node"));
        long total = Files.getFileStore(root).getTotalSpace();

        assertThat(config.directory()).isEqualTo(root.resolve("not/there/node.store"));
        assertThat(config.memory().processBytes()).isEqualTo(total / 100 * 30);
        assertThat(config.memory().machineBytes()).isEqualTo(total / 100 * 60);
        assertThat(config.memory().segmentBytes()).isEqualTo(64L << 20);
        assertThat(config.memory().fullTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.spill().directory().getFileName().toString()).matches("remex-.*-spill");
        assertThat(config.spill().limitBytes()).isEqualTo(16L << 30);
        assertThat(config.spill().thresholdBytes()).isEqualTo(total / 100 * 30 / 100 * 80);
        assertThat(config.checks()).isEqualTo(new StoreConfig.Checks(false, false));
    }

    @Test
    void shouldTakeEveryKey() {
        RemexConfig keys = RemexConfig.builder()
                .set(ConfigKey.STORE_MEMORY, "100MiB")
                .set(ConfigKey.STORE_MACHINE_MEMORY, "1GiB")
                .set(ConfigKey.STORE_SEGMENT, "2MiB")
                .set(ConfigKey.STORE_FULL_TIMEOUT, "7ms")
                .set(ConfigKey.STORE_SPILL_DIR, root.resolve("files").toString())
                .set(ConfigKey.STORE_SPILL_LIMIT, "3GiB")
                .set(ConfigKey.STORE_SPILL_THRESHOLD, "50%")
                .set(ConfigKey.STORE_CHECKSUM, "on")
                .set(ConfigKey.STORE_LEAK_DETECTION, "on")
                .build();

        assertThat(StoreConfig.of(keys, root.resolve("node")))
                .isEqualTo(new StoreConfig(
                        root.resolve("node.store"),
                        new StoreConfig.Memory(100L << 20, 1L << 30, 2L << 20, Duration.ofMillis(7)),
                        new StoreConfig.Spill(root.resolve("files"), 3L << 30, 50L << 20),
                        new StoreConfig.Checks(true, true)));
    }
}
