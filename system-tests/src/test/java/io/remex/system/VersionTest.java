package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remex.GetTimeoutException;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.UnknownFunctionException;
import io.remex.system.functions.ArithmeticRemote;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Caller and worker that were not built from the same sources. */
class VersionTest extends ClusterTest {
    @Test
    void shouldSayThatTheSourcesDiffer() {
        cluster().start();
        Clusters.startWorkers(cluster(), 1, "worker");
        Remex.init(cluster().config());
        assertThatThrownBy(() -> StrangeFunction.submitOtherVersionOfAdd(5).get(SOON))
                .isInstanceOf(UnknownFunctionException.class)
                .hasMessageContaining("Arithmetic.add")
                .hasMessageContaining("another layout")
                .hasMessageContaining("same sources");
        assertThat(ArithmeticRemote.add(1L, 2L).get(SOON)).isEqualTo(3);
    }

    @Test
    void shouldWarnThatTasksWaitForAFunctionThatNobodyOffers() {
        cluster().start();
        Clusters.startWorkers(cluster(), 1, "worker");
        Remex.init(cluster().config());
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(String.valueOf(entry.getMessage()));
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger logger = Logger.getLogger("io.remex.client");
        logger.addHandler(handler);
        try {
            ObjectRef<Long> waiting = StrangeFunction.submit(1);
            await("the warning")
                    .atMost(SOON)
                    .until(() -> warnings.stream()
                            .anyMatch(warning ->
                                    warning.contains("com.acme.Strange") && warning.contains("Arithmetic.fibonacci")));
            assertThatThrownBy(() -> waiting.get(Duration.ZERO)).isInstanceOf(GetTimeoutException.class);
        } finally {
            logger.removeHandler(handler);
        }
    }
}
