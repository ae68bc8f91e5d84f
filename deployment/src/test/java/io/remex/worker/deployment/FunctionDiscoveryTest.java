package io.remex.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.worker.deployment.fixture.FakeWorker;
import io.remex.worker.deployment.fixture.IntFunction;
import io.remex.worker.deployment.fixture.Numbers;
import jakarta.inject.Inject;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FunctionDiscoveryTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(Numbers.class, IntFunction.class, FakeWorker.class)
                    .addClass("io.remex.worker.deployment.fixture.NumbersRemote")
                    .addClass("io.remex.worker.deployment.fixture.NumbersRemote$Functions"))
            .overrideRuntimeConfigKey("remex.address", "127.0.0.1:7400")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.remex.")
                    && record.getLevel().intValue() >= Level.INFO.intValue())
            .assertLogRecords(records -> assertThat(records)
                    .extracting(LogLines::text)
                    .filteredOn(message -> message.contains("earlier build"))
                    .hasSize(2)
                    .anyMatch(message -> message.contains("no @Remote method")
                            && message.contains("io.remex.worker.deployment.fixture.Numbers#third(I)I")));

    @Inject
    FunctionRegistry functions;

    @Inject
    FakeWorker worker;

    @Test
    void shouldOfferFunctionsWhoseMethodExistsAndIsAnnotated() {
        assertThat(functions.functions()).extracting(FunctionDescriptor::name).containsExactly("Numbers.twice");
    }

    @Test
    void shouldStartTheWorkerWithThem() {
        assertThat(worker.functions).isSameAs(functions);
    }
}
