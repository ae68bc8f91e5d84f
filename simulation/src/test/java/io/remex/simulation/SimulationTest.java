package io.remex.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SimulationTest {
    /** What a build simulates; more by {@code -Psimulate}. */
    private static final double HOURS = 1_000;

    @Test
    void shouldKeepItsPromisesForAThousandHours() throws InterruptedException {
        SimulationMain.Totals totals = SimulationMain.runMany(1, HOURS);
        assertThat(totals.hours()).isGreaterThanOrEqualTo(HOURS);
        assertThat(totals.tasks()).isGreaterThan((long) HOURS);
    }

    @Test
    void shouldDoTheSameInEachJvm() throws IOException, InterruptedException {
        String first = output(7);
        assertThat(first).contains("trace ", "violations=0");
        assertThat(output(7)).isEqualTo(first);
        assertThat(output(8)).isNotEqualTo(first);
    }

    private static String output(long seed) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-exports",
                        "java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dsimulate.hours=0.5",
                        "-Dsimulate.seed=" + seed,
                        SimulationMain.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}
