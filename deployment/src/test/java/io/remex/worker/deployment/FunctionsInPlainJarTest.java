package io.remex.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionRegistry;
import io.remex.spi.RemoteFunctions;
import io.remex.worker.deployment.fixture.FakeWorker;
import io.remex.worker.deployment.fixture.IntFunction;
import io.remex.worker.deployment.fixture.OtherNumbers;
import jakarta.inject.Inject;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FunctionsInPlainJarTest {
    private static final String FUNCTIONS = "io.remex.worker.deployment.fixture.OtherNumbersRemote$Functions";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(FakeWorker.class))
            .withAdditionalDependency(jar -> jar.addClasses(OtherNumbers.class, IntFunction.class)
                    .addClass("io.remex.worker.deployment.fixture.OtherNumbersRemote")
                    .addClass(FUNCTIONS)
                    .addAsManifestResource(
                            new StringAsset(FUNCTIONS + "\n"), "services/" + RemoteFunctions.class.getName()))
            .overrideRuntimeConfigKey("remex.address", "127.0.0.1:7400");

    @Inject
    FunctionRegistry functions;

    @Test
    void shouldFindThemByTheServiceFileWithoutAnIndex() {
        assertThat(functions.functions()).extracting(FunctionDescriptor::name).containsExactly("Numbers.twice");
    }
}
