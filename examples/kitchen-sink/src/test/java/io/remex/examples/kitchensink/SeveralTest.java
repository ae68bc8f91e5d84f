package io.remex.examples.kitchensink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.Arg;
import io.remex.ObjectRefStream;
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
    void shouldFailEachComponentOfATaskThatFails() {
        Several_SplitRefs refs = SeveralRemote.split(List.of());
        assertThatThrownBy(() -> refs.length().get()).hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> refs.rest().get()).hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldGiveItemsOneByOne() {
        assertThat(SeveralRemote.countdown(3).values()).containsExactly(3, 2, 1, 0);
        try (ObjectRefStream<String> words = SeveralRemote.words("two words")) {
            assertThat(words.next().get()).isEqualTo("two");
            assertThat(words.next().get()).isEqualTo("words");
            assertThat(words.hasNext()).isFalse();
            assertThat(words.completion().get()).isEqualTo(2);
        }
        assertThatThrownBy(() -> SeveralRemote.words(Arg.<String>value(null)).hasNext())
                .hasRootCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void shouldTakeSuchARecordAsAValue() {
        List<Several.Split> splits = List.of(new Several.Split(1, "a", List.of()));
        assertThat(SeveralRemote.echoSplits(splits).get()).isEqualTo(splits);
    }
}
