package io.remex.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.QuarkusUnitTest;
import io.remex.worker.deployment.fixture.FakeWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownConfigurationKeyTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(FakeWorker.class))
            .overrideRuntimeConfigKey("remex.worker.slot", "3")
            .assertException(failure -> assertThat(failure)
                    .isInstanceOf(ConfigurationException.class)
                    .hasNoCause()
                    .hasMessageContainingAll(
                            "remex-worker cannot start",
                            "unknown configuration key 'remex.worker.slot'",
                            "did you mean remex.worker.slots"));

    @Test
    void shouldEndTheStartWithTheKeyTheValueAndWhatIsAllowed() {
        throw new AssertionError("the application must not start");
    }
}
