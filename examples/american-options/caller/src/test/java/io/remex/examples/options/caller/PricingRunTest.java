package io.remex.examples.options.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.remex.ConfigKey;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.examples.demo.Progress;
import io.remex.examples.demo.StalledException;
import io.remex.examples.demo.TaskWatch;
import io.remex.examples.options.AmericanPut;
import io.remex.examples.options.BatchEstimate;
import io.remex.examples.options.BatchSpec;
import io.remex.examples.options.LeastSquaresMonteCarlo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in the embedded runtime. */
@Timeout(300)
class PricingRunTest {
    private static final List<AmericanPut> OPTIONS =
            List.of(new AmericanPut(36, 40, 0.06, 0.2, 1, 50), new AmericanPut(44, 40, 0.06, 0.4, 0.5, 50));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> progress = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    @SuppressWarnings("try") // the session is used through Remex
    void shouldGiveTheBitsOfAPlainCallWithAnyNumberOfSlots(String slots) {
        RemexConfig config = RemexConfig.builder()
                .set(ConfigKey.RUNTIME, "embedded")
                .set(ConfigKey.WORKER_SLOTS, slots)
                .set(ConfigKey.WORKER_NAME, "here")
                .build();
        try (Remex.Session session = Remex.init(config)) {
            PricingRun.Result result =
                    new PricingRun(OPTIONS, new PricingPlan(9, 20, 500), new TaskWatch(PATIENCE, recorder())).run();
            for (int option = 0; option < OPTIONS.size(); option++) {
                assertThat(result.batches().get(option)).hasSize(20);
                for (int batch = 0; batch < 20; batch++) {
                    BatchEstimate estimate = result.batches().get(option).get(batch);
                    assertThat(estimate.price())
                            .isEqualTo(LeastSquaresMonteCarlo.price(
                                    OPTIONS.get(option), new BatchSpec(9, option, batch, 500)));
                    assertThat(estimate.worker()).isEqualTo("here");
                    assertThat(estimate.computeNs()).isPositive();
                }
            }
            assertThat(result.wallNs()).isPositive();
        }
        assertThat(progress).startsWith("begin 40").endsWith("done 40", "end");
    }

    @Test
    @SuppressWarnings("try") // the session is used through Remex
    void shouldGiveUpWhenNoTaskEnds() {
        RemexConfig config =
                RemexConfig.builder().set(ConfigKey.RUNTIME, "embedded").build();
        try (Remex.Session session = Remex.init(config)) {
            PricingPlan tooMuch = new PricingPlan(9, 2, BatchSpec.MAX_PATHS);
            assertThatExceptionOfType(StalledException.class)
                    .isThrownBy(() -> new PricingRun(OPTIONS, tooMuch, new TaskWatch(Duration.ZERO, recorder())).run())
                    .withMessageStartingWith("0 of 4 tasks have ended, and no further one for 0 s");
        }
        assertThat(progress).endsWith("end");
    }

    private Progress recorder() {
        return new Progress() {
            @Override
            public void begin(int tasks) {
                progress.add("begin " + tasks);
            }

            @Override
            public void done(int tasks) {
                progress.add("done " + tasks);
            }

            @Override
            public void end() {
                progress.add("end");
            }
        };
    }
}
