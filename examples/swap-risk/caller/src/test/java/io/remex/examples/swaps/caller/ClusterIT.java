package io.remex.examples.swaps.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.examples.demo.launcher.DemoCluster;
import io.remex.examples.demo.launcher.DemoLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged programs, each a process of its own. */
@Timeout(120)
class ClusterIT {
    @TempDir
    private Path logs;

    @Test
    void shouldGiveTheBitsOfAPlainRunOnTwoWorkers() throws Exception {
        DemoLayout layout =
                new DemoLayout(program("node"), program("server"), program("worker"), program("caller"), logs);
        try (DemoCluster cluster = new DemoCluster(layout)) {
            cluster.start(2, 1);
            // Sixty days of moves do not fit into a message. The exit code says it all: 0 only if every total is the
            // same in both.
            int exitCode = cluster.runCaller(List.of("--trades", "120", "--batch", "5", "--days", "60"));
            assertThat(exitCode).as(() -> "casualties: " + cluster.casualties()).isZero();
        }
    }

    private static Path program(String name) {
        return Path.of(System.getProperty("swap-risk." + name));
    }
}
