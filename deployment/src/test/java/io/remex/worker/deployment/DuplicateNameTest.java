package io.remex.worker.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import io.remex.worker.deployment.fixture.FakeWorker;
import io.remex.worker.deployment.fixture.IntFunction;
import io.remex.worker.deployment.fixture.Numbers;
import io.remex.worker.deployment.fixture.OtherNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DuplicateNameTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(
                            Numbers.class, OtherNumbers.class, IntFunction.class, FakeWorker.class)
                    .addClass("io.remex.worker.deployment.fixture.NumbersRemote")
                    .addClass("io.remex.worker.deployment.fixture.NumbersRemote$Functions")
                    .addClass("io.remex.worker.deployment.fixture.OtherNumbersRemote")
                    .addClass("io.remex.worker.deployment.fixture.OtherNumbersRemote$Functions"))
            .assertException(failure -> assertThat(failure)
                    .hasMessageContainingAll(
                            "2 functions are named 'Numbers.twice'",
                            "fixture.Numbers#twice(I)I",
                            "fixture.OtherNumbers#twice(I)I",
                            "@Remote(name="));

    @Test
    void shouldFailTheBuildAndNameBothMethods() {
        throw new AssertionError("the application must not start");
    }
}
