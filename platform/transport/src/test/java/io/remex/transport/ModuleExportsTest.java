package io.remex.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.remex.RemexConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ModuleExportsTest {
    @Test
    void shouldBeContentWithTheFlag() {
        assertThatCode(ModuleExports::require).doesNotThrowAnyException();
    }

    @Test
    void shouldSayInOneLineWhatIsMissing() throws Exception {
        List<String> lines = run();

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .contains("--add-exports java.base/jdk.internal.misc=ALL-UNNAMED", "JDK_JAVA_OPTIONS", "Add-Exports");
    }

    private static List<String> run() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(1);
        return output.lines().toList();
    }

    /** What every program of ours does with a mistake of its user. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try {
                DataPlane.connect(new NodeDirectory(Path.of("nowhere")), 1 << 20);
            } catch (RemexConfigException e) {
                System.err.println(e.getMessage());
                System.exit(1);
            }
        }
    }
}
