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
                        "quick",
                        "-sc",
                        "false",
                        "-fsm",
                        "1",
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
                    .contains("2 matching test results")
                    .contains("Failed tests: No matches.")
                    .contains("Error tests: No matches.")
                    .contains(" 0 failed, 0 soft errs, 0 hard errs");
            assertThat(exit).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
