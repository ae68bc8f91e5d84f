package io.remex.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.TaskFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole path in one process. */
class EmbeddedRuntimeTest {
    @Test
    void shouldRunTasksThroughLanesWhenEmbedded() {
        try (Remex.Session session = Remex.init(RemexConfig.builder().build())) {
            assertThat(ArithmeticRemote.add(2, 3).get(Duration.ofSeconds(20))).isEqualTo(5);
            List<ObjectRef<Long>> refs = new ArrayList<>();
            for (int i = 0; i < 50_000; i++) {
                refs.add(ArithmeticRemote.add(i, i));
            }
            long sum = 0;
            for (long value : Remex.get(refs, Duration.ofSeconds(60))) {
                sum += value;
            }
            assertThat(sum).isEqualTo(50_000L * 49_999);
            assertThatThrownBy(() -> ArithmeticRemote.fail("no").get(Duration.ofSeconds(20)))
                    .isInstanceOf(TaskFailedException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(Remex.cluster().workers()).hasSize(1);
            assertThat(Remex.task(Arithmetic::add, 4L, 5L).remote().get(Duration.ofSeconds(20)))
                    .isEqualTo(9);
            assertThat(ArithmeticRemote.fibonacci(8).get(Duration.ofSeconds(60)))
                    .isEqualTo(21);
        }
    }
}
