package io.remex.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
    @Test
    void shouldReadEveryForm() {
        assertThat(LabelSelector.parse("zone=eu")).containsExactly(selector("zone", false, false, "eu"));
        assertThat(LabelSelector.parse(" zone = us | eu ")).containsExactly(selector("zone", false, false, "eu", "us"));
        assertThat(LabelSelector.parse("disk!=hdd")).containsExactly(selector("disk", true, false, "hdd"));
        assertThat(LabelSelector.parse("gpu")).containsExactly(selector("gpu", false, false));
        assertThat(LabelSelector.parse("! spot")).containsExactly(selector("spot", true, false));
        assertThat(LabelSelector.parse("prefer  worker=w-1.a"))
                .containsExactly(selector("worker", false, true, "w-1.a"));
        assertThat(LabelSelector.parse("prefer !spot")).containsExactly(selector("spot", true, true));
        assertThat(LabelSelector.parse("prefer=yes")).containsExactly(selector("prefer", false, false, "yes"));
        assertThat(LabelSelector.parse("node=/dev/shm/remex-x/node:17"))
                .containsExactly(selector("node", false, false, "/dev/shm/remex-x/node:17"));
        assertThat(LabelSelector.parse(" ")).isEmpty();
    }

    @Test
    void shouldNotDependOnTheOrderOfTheText() {
        assertThat(LabelSelector.parse("prefer a=1, c, b=2|1, c"))
                .isEqualTo(LabelSelector.parse("b=1|2, c, prefer a=1"))
                .extracting(LabelSelector::toString)
                .containsExactly("b=1|2", "c", "prefer a=1");
    }

    @Test
    void shouldWriteWhatItReads() {
        String text = "b=1|2, c!=x, d, !e, prefer f!=y";
        String written =
                LabelSelector.parse(text).stream().map(LabelSelector::toString).collect(Collectors.joining(", "));
        assertThat(written).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",", "a,", "=x", "a=", "a=b=c", "a=b c", "1a=x", "a==b", "!a=b", "a!b", "a=|b", "a=b|", "a b", "!",
                "a=!b"
            })
    void shouldRefuseWhatIsNoCondition(String text) {
        assertThatThrownBy(() -> LabelSelector.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no condition on labels; write for example");
    }

    @Test
    void shouldBeBounded() {
        assertThatThrownBy(() -> LabelSelector.parse(numbered(33, ", "))).hasMessageContaining("at most 32");
        assertThatThrownBy(() -> LabelSelector.parse("a=" + numbered(33, "|")))
                .hasMessageContaining("at most 32 values");
        assertThatThrownBy(() -> LabelSelector.parse("a=" + "x".repeat(201))).hasMessageContaining("200 characters");
        assertThatThrownBy(() -> LabelSelector.parse("x".repeat(201))).hasMessageContaining("200 characters");
    }

    private static String numbered(int count, String separator) {
        return IntStream.range(0, count).mapToObj(i -> "x" + i).collect(Collectors.joining(separator));
    }

    private static LabelSelector selector(String label, boolean negated, boolean preferred, String... values) {
        return new LabelSelector(label, List.of(values), negated, preferred);
    }
}
