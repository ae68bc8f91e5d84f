package io.remex.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.transport.NodeDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged node as its own process, started with {@code java -jar} and no flags. */
class RemexNodeIT {
    private static final Path JAR = Path.of("target", "remex-node.jar").toAbsolutePath();

    @TempDir
    Path root;

    private Path directory;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void choosePlace() {
        directory = root.resolve("remex-it").resolve("node");
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldSayThatItIsReadyAndRemoveItsDirectoryWhenItIsStopped() throws Exception {
        Process node = start("--directory", directory.toString());
        assertThat(firstLine(node)).isEqualTo("remex-node ready: " + directory);
        assertThat(new NodeDirectory(directory).nodeId()).isNotEmpty();

        // not Process.destroy, which closes the streams as well
        node.toHandle().destroy();

        assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(directory).doesNotExist();
        assertThat(errors(node)).isEmpty();
    }

    @Test
    void shouldRefuseADirectoryThatIsInUse() throws Exception {
        firstLine(start("--directory", directory.toString()));

        Process second = start("--directory", directory.toString());

        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(errors(second)).hasSize(1).first().asString().startsWith("remex-node: a node already runs in");
        assertThat(directory).exists();
    }

    @Test
    void shouldTakeOverTheDirectoryOfANodeThatWasKilled() throws Exception {
        Process killed = start("--directory", directory.toString());
        firstLine(killed);
        String earlier = new NodeDirectory(directory).nodeId();
        killed.destroyForcibly().waitFor();
        assertThat(directory).exists();

        Process heir = null;
        String line = null;
        // the dead driver counts as alive until its last sign of life is old enough
        for (int attempt = 0; line == null && attempt < 10; attempt++) {
            heir = start("--directory", directory.toString());
            line = firstLine(heir);
        }

        assertThat(line).isEqualTo("remex-node ready: " + directory);
        assertThat(new NodeDirectory(directory).nodeId()).isNotEqualTo(earlier);
    }

    @Test
    void shouldCleanUpAfterAKilledNodeNextToIt() throws Exception {
        Path leftover = directory.resolveSibling("embedded-" + endedPid() + "-1");
        Files.createDirectories(leftover);
        Files.setLastModifiedTime(leftover, FileTime.fromMillis(0));

        firstLine(start("--directory", directory.toString()));

        assertThat(leftover).doesNotExist();
    }

    @Test
    void shouldExplainAWrongOptionInOneLine() throws Exception {
        Process node = start("--directori", "x");

        assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).isEqualTo(2);
        assertThat(errors(node)).hasSize(1).first().asString().contains("--directori", "--help");
    }

    @Test
    void shouldExplainAnUnknownKeyInOneLine() throws Exception {
        ProcessBuilder builder = builder();
        builder.environment().put("REMEX_NODE_DIRECTORI", directory.toString());
        Process node = started(builder);

        assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).isEqualTo(1);
        assertThat(errors(node)).hasSize(1).first().asString().contains("REMEX_NODE_DIRECTORI", "REMEX_NODE_DIRECTORY");
    }

    private long endedPid() throws Exception {
        Process node = start("--help");
        node.waitFor();
        return node.pid();
    }

    private Process start(String... arguments) throws IOException {
        return started(builder(arguments));
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("REMEX_"));
        return builder;
    }

    private Process started(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    private static List<String> errors(Process process) {
        BufferedReader reader = process.errorReader(StandardCharsets.UTF_8);
        return reader.lines().toList();
    }
}
