package io.remex.examples.options.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoLayoutTest {
    @TempDir
    private Path directory;

    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void complete() throws IOException {
        for (String name : new String[] {"node", "server", "worker", "caller"}) {
            Path jar = Files.createFile(directory.resolve(name + ".jar"));
            properties.put("demo." + name + ".jar", jar.toString());
        }
        properties.put("demo.logs", directory.resolve("logs").toString());
    }

    @Test
    void shouldFindEveryProgramAndMakeTheDirectoryOfLogs() {
        DemoLayout layout = DemoLayout.of(properties::get);
        assertThat(layout.serverJar()).isEqualTo(directory.resolve("server.jar"));
        assertThat(layout.log("node")).isEqualTo(directory.resolve("logs/node.log"));
        assertThat(directory.resolve("logs")).isDirectory();
    }

    @Test
    void shouldSayWhatIsNotBuilt() throws IOException {
        Files.delete(directory.resolve("worker.jar"));
        assertThatExceptionOfType(DemoFailedException.class)
                .isThrownBy(() -> DemoLayout.of(properties::get))
                .withMessageContaining("worker.jar is not there")
                .withMessageContaining("-Pdemo");
    }

    @Test
    void shouldSayWhatIsNotSet() {
        properties.remove("demo.logs");
        assertThatExceptionOfType(DemoFailedException.class)
                .isThrownBy(() -> DemoLayout.of(properties::get))
                .withMessageContaining("demo.logs must be set");
    }
}
