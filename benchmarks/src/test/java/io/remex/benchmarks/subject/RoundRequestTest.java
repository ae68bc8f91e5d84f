package io.remex.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundRequestTest {
    @Test
    void shouldComeBackAsItWasSent() {
        RoundRequest request = new RoundRequest("drain", Map.of("gate", "/a b/c=d", "tasks", "7"));

        assertThat(RoundRequest.parse(request.line())).isEqualTo(request);
    }

    @Test
    void shouldSayWhichSettingIsMissing() {
        RoundRequest request = RoundRequest.parse("sync warmup=5");

        assertThat(request.durationNs("warmup")).isEqualTo(5_000_000);
        assertThatThrownBy(() -> request.number("duration")).hasMessageContaining("lacks duration");
    }

    @Test
    void shouldRefuseAWordThatIsNoPair() {
        assertThatThrownBy(() -> RoundRequest.parse("sync warmup")).hasMessageContaining("not key=value");
    }
}
