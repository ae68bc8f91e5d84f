package io.remex.examples.swaps.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ConfigKey;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.examples.demo.Progress;
import io.remex.examples.demo.TaskWatch;
import io.remex.examples.swaps.Computed;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs in the embedded runtime. */
@Timeout(60)
class TaskRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So many that the history does not fit into a message and goes through the object store. */
    private static final int DAYS = 40;

    @ParameterizedTest
    @CsvSource({"1, SEQUENTIAL", "3, FORKJOIN"})
    @SuppressWarnings("try") // the session is used through Remex
    void shouldGiveTheBitsOfAPlainRunWithAnyNumberOfSlots(String slots, LocalRun kind) {
        RiskInput input = RiskInput.generate(7, 50, 4, DAYS);
        RemexConfig config = RemexConfig.builder()
                .set(ConfigKey.RUNTIME, "embedded")
                .set(ConfigKey.WORKER_SLOTS, slots)
                .set(ConfigKey.WORKER_NAME, "here")
                .build();
        try (Remex.Session session = Remex.init(config)) {
            TaskRun.Result tasks = new TaskRun(new TaskWatch(PATIENCE, Progress.QUIET)).run(input);
            LocalRun.Result local = kind.run(input, Progress.QUIET);

            assertThat(tasks.risk().hasBitsOf(local.risk())).isTrue();
            assertThat(tasks.risk().scenarioValues()).hasSize(DAYS);
            assertThat(tasks.tasks())
                    .hasSize(input.tasks())
                    .extracting(Computed::worker)
                    .containsOnly("here");
        }
    }
}
