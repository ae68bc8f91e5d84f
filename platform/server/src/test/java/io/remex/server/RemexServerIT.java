package io.remex.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged server as its own process, started with {@code java -jar} and no flags. */
class RemexServerIT {
    private static final Path JAR =
            Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    private static final Pattern READY =
            Pattern.compile("remex-server ready: scheduler 127\\.0\\.0\\.1:(\\d+), http http://127\\.0\\.0\\.1:(\\d+)");
    private static final long START_SECONDS = 60;

    @TempDir
    Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stopAll() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldSayWhereItListensAndStopWhenItIsTold() throws Exception {
        Process server = start("-Dremex.server.port=0", "-Dquarkus.http.port=0");
        Matcher ready = READY.matcher(firstLine(server));
        assertThat(ready.matches()).isTrue();
        assertThat(List.of(ready.group(1), ready.group(2))).doesNotContain("0");

        // not Process.destroy, which closes the streams as well
        server.toHandle().destroy();

        assertThat(server.waitFor(START_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(lines(server.inputReader(StandardCharsets.UTF_8))).isEmpty();
        assertThat(errors(server)).isEmpty();
    }

    @Test
    void shouldRefuseASchedulerPortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(refusal("-Dremex.server.port=" + port, "-Dquarkus.http.port=0"))
                    .contains("127.0.0.1:" + port, "in use", "remex.server.port");
        }
    }

    @Test
    void shouldRefuseAnHttpPortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(refusal("-Dremex.server.port=0", "-Dquarkus.http.port=" + port))
                    .contains("127.0.0.1:" + port, "in use", "quarkus.http.port");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-Dremex.server.prt=1, did you mean remex.server.port",
        "-Dremex.server.port=many, it must be a port",
        "-Dremex.server.host=0.0.0.0, set remex.token",
        "-Dremex.server.host=no-such-host.invalid, address of this machine",
        "-Dquarkus.http.host=0.0.0.0, set remex.token"
    })
    void shouldExplainAMistakeInOneLine(String argument, String explanation) throws Exception {
        assertThat(refusal(argument)).contains(explanation);
    }

    /** The one line that a server which does not start has to say. */
    private String refusal(String... arguments) throws Exception {
        Process server = start(arguments);
        assertThat(server.waitFor(START_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(1);
        assertThat(lines(server.inputReader(StandardCharsets.UTF_8))).isEmpty();
        List<String> errors = errors(server);
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("REMEX_") || name.startsWith("QUARKUS_"));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    private static List<String> errors(Process process) {
        return lines(process.errorReader(StandardCharsets.UTF_8));
    }

    private static List<String> lines(BufferedReader reader) {
        return reader.lines().toList();
    }
}
