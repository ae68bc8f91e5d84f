package io.remex.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RoundAnswerTest {
    @Test
    void shouldComeBackAsItWasSent() {
        Histogram latency = RoundAnswer.newHistogram();
        RoundAnswer.record(latency, 300);
        RoundAnswer.record(latency, 1_000_000);

        RoundAnswer back = RoundAnswer.parse(new RoundAnswer(Map.of("throughput", 1.5e6), latency, "").line());

        assertThat(back.numbers()).containsExactly(Map.entry("throughput", 1.5e6));
        assertThat(back.latency()).isEqualTo(latency);
        assertThat(back.problem()).isEmpty();
    }

    @Test
    void shouldCarryAProblemWithBlanksEqualSignsAndLines() {
        String reason = "a = b\n100 % wrong & more";

        String line = RoundAnswer.problem(reason).line();

        assertThat(line).startsWith(RoundAnswer.PREFIX).doesNotContain("\n");
        assertThat(RoundAnswer.parse(line).problem()).isEqualTo(reason);
    }

    @Test
    void shouldCountWhatIsTooLongAsTheLongest() {
        Histogram latency = RoundAnswer.newHistogram();

        RoundAnswer.record(latency, Long.MAX_VALUE);
        RoundAnswer.record(latency, -1);

        assertThat(latency.getTotalCount()).isEqualTo(2);
        assertThat(latency.getMinValue()).isZero();
    }

    @Test
    void shouldRefuseADamagedHistogram() {
        assertThatThrownBy(() -> RoundAnswer.parse("@answer latency=AAAA"))
                .isInstanceOfAny(IllegalArgumentException.class, java.nio.BufferUnderflowException.class);
    }
}
