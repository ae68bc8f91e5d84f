package io.remex.examples.kitchensink;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.Remex;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SeveralTest {
    @AfterEach
    void shutDown() {
        Remex.shutdown();
    }

    @BeforeEach
    void init() {
        Remex.install(new InlineRuntime());
    }

    @Test
    void shouldHaveAReferenceForEachComponent() {
        Several_SplitRefs refs = SeveralRemote.split(List.of("a", "b", "c"));
        assertThat(refs.length().get()).isEqualTo(3);
        assertThat(refs.head().get()).isEqualTo("a");
        assertThat(refs.rest().get()).containsExactly("b", "c");
    }

    @Test
    void shouldTakeSuchARecordAsAValue() {
        List<Several.Split> splits = List.of(new Several.Split(1, "a", List.of()));
        assertThat(SeveralRemote.echoSplits(splits).get()).isEqualTo(splits);
    }
}
