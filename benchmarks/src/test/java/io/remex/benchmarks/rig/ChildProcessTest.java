package io.remex.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.benchmarks.raw.RawEchoClient;
import io.remex.benchmarks.raw.RawEchoServer;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import io.remex.transport.MediaDriverNode;
import io.remex.transport.NodeDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The raw echo as the rig plays it, in miniature: processes, conversation, and their end. */
class ChildProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path logs;

    private MediaDriverNode node;
    private Processes processes;

    @BeforeEach
    void start() {
        node = MediaDriverNode.launch(NodeDirectory.ofThisProcess());
        processes = new Processes(logs);
    }

    @AfterEach
    void stop() {
        processes.close();
        node.close();
    }

    @Test
    void shouldMeasureTheRawEchoBetweenTwoProcesses() throws InterruptedException {
        ChildProcess server = subject("server", RawEchoServer.class);
        ChildProcess client = subject("client", RawEchoClient.class, "0");
        server.await(PATIENCE);
        client.await(PATIENCE);

        for (String loop : new String[] {"sync", "window window=100"}) {
            server.ask(RoundRequest.parse("serve clients=1 latency=yield"));
            RoundAnswer answer =
                    client.round(RoundRequest.parse(loop + " latency=yield warmup=5 duration=50"), PATIENCE);
            assertThat(answer.problem()).isEmpty();
            assertThat(answer.numbers().get("throughput")).isPositive();
            assertThat(server.answer(PATIENCE).problem()).isEmpty();
        }
        assertThat(client.round(RoundRequest.parse("dance"), PATIENCE).problem())
                .contains("no loop 'dance'");

        assertThat(client.awaitEnd(PATIENCE)).isTrue();
        processes.close();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void shouldTellTheEndOfTheLogOfAProcessThatEnded() throws InterruptedException {
        ChildProcess child =
                processes.start("wrong", List.of(Programs.java(), "-XX:NoSuchOption"), Map.of(), RoundAnswer.PREFIX);

        assertThatThrownBy(() -> child.await(PATIENCE))
                .isInstanceOf(BenchmarkFailure.class)
                .hasMessageContaining("wrong has ended with exit code 1")
                .hasMessageContaining("001-wrong.log");
    }

    @Test
    void shouldStartNothingAfterItsEnd() {
        processes.close();

        assertThatThrownBy(() -> processes.start("late", List.of("true"), Map.of(), ""))
                .hasMessageContaining("being stopped");
    }

    private ChildProcess subject(String name, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Programs.java(),
                "-XX:TieredStopAtLevel=1",
                "--add-exports",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName(),
                node.directory().path().toString()));
        command.addAll(List.of(arguments));
        return processes.start(name, command, Map.of(), RoundAnswer.PREFIX);
    }
}
