package io.remex.examples.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoLayoutTest {
    @TempDir
    private Path directory;

    @Test
    void shouldMakeTheDirectoryOfLogs() throws IOException {
        Path jar = Files.createFile(directory.resolve("program.jar"));
        Path logs = directory.resolve("some/logs");
        DemoLayout layout = new DemoLayout(jar, jar, jar, jar, logs);
        assertThat(logs).isDirectory();
        assertThat(layout.log("node")).isEqualTo(logs.resolve("node.log"));
    }

    @Test
    void shouldSayWhatIsNotBuilt() throws IOException {
        Path jar = Files.createFile(directory.resolve("program.jar"));
        assertThatExceptionOfType(DemoFailedException.class)
                .isThrownBy(() -> new DemoLayout(jar, jar, directory.resolve("worker.jar"), jar, directory))
                .withMessageContaining("worker.jar is not there")
                .withMessageContaining("the Maven profile of the demonstration builds it");
    }
}
