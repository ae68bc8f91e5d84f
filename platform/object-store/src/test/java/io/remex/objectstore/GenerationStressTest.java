package io.remex.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link GenerationStress} under jcstress, which forks JVMs with different compilers. */
class GenerationStressTest {
    @TempDir
    Path results;

    @Test
    @Timeout(600)
    void shouldNeverReadBytesOfAnotherObject() throws Exception {
        Path log = results.resolve("jcstress.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-exports",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.openjdk.jcstress.Main",
                        "-t",
                        GenerationStress.class.getSimpleName(),
                        "-m",
                        "sanity",
                        "-sc",
                        "false",
                        "-iters",
                        "3",
                        "-time",
                        "1000",
                        "-jvmArgs",
                        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-r",
                        results.resolve("report").toString()))
                .directory(results.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int exit = process.waitFor();
            String output = Files.readString(log);
            assertThat(output)
                    .contains("GenerationStress.OldReader", "GenerationStress.NewReader")
                    .contains("ACCEPTABLE")
                    .containsPattern("0 failed, 0 soft errors, 0 hard errors")
                    .doesNotContainPattern("[1-9]\\d* failed,");
            assertThat(exit).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
