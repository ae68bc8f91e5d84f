package io.remex.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.remex.spi.FunctionRegistry;
import io.remex.worker.deployment.fixture.FakeWorker;
import io.remex.worker.deployment.fixture.IntFunction;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeftoverClassTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(IntFunction.class, FakeWorker.class)
                    .addClass("io.remex.worker.deployment.fixture.ForgottenRemote")
                    .addClass("io.remex.worker.deployment.fixture.ForgottenRemote$Functions"))
            .overrideRuntimeConfigKey("remex.address", "127.0.0.1:7400")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.remex."))
            .assertLogRecords(records -> assertThat(records)
                    .extracting(LogLines::text)
                    .anyMatch(line -> line.contains("ForgottenRemote$Functions is left over from an earlier build"))
                    .anyMatch(line -> line.contains("this worker offers no functions")));

    @Inject
    FunctionRegistry functions;

    @Test
    void shouldStartWithoutTheFunctionsOfADeletedClass() {
        assertThat(functions.functions()).isEmpty();
    }
}
