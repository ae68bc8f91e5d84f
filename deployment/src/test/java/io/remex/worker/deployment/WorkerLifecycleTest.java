package io.remex.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.QuarkusUnitTest;
import io.remex.ConfigKey;
import io.remex.RemexRuntime;
import io.remex.RuntimeClosedException;
import io.remex.worker.deployment.fixture.FakeWorker;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerLifecycleTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(FakeWorker.class))
            .overrideRuntimeConfigKey("remex.address", "127.0.0.1:7400")
            .overrideRuntimeConfigKey("remex.worker.drain-timeout", "2s")
            .setAfterUndeployListener(() -> assertThat(System.clearProperty(FakeWorker.DRAINED))
                    .as("drained before the application has ended")
                    .isEqualTo("true"));

    @Inject
    FakeWorker worker;

    @Inject
    RemexRuntime runtime;

    @Test
    void shouldStartTheWorkerWithTheConfigurationOfTheApplication() {
        assertThat(worker.config.text(ConfigKey.ADDRESS)).isEqualTo("127.0.0.1:7400");
        assertThat(worker.config.duration(ConfigKey.DRAIN_TIMEOUT)).hasSeconds(2);
        assertThat(worker.config.isSet(ConfigKey.LATENCY)).isFalse();
    }

    @Test
    void shouldInjectTheRuntimeOfThisProcessAndFailAtTheCallWhenThereIsNone() {
        assertThatThrownBy(() -> runtime.isClosed())
                .isInstanceOf(RuntimeClosedException.class)
                .hasMessageContaining("Remex.init()");
    }
}
