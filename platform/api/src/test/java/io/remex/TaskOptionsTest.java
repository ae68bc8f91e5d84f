package io.remex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.spi.LabelSelector;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskOptionsTest {
    private static final TaskOptions COMPLETE = TaskOptions.none()
            .name("eod")
            .cpus(2)
            .gpus(0.5)
            .memory(1 << 20)
            .resources("fpga=1")
            .maxRetries(7)
            .retryOn(IllegalStateException.class)
            .timeout("30s")
            .placement(Placement.SPREAD)
            .affinity("zone=eu, prefer disk=ssd")
            .priority(-3);

    @Test
    void shouldHaveNothingSetAtFirst() {
        TaskOptions none = TaskOptions.none();
        assertThat(none.name()).isNull();
        assertThat(none.cpus()).isNull();
        assertThat(none.gpus()).isNull();
        assertThat(none.memoryBytes()).isNull();
        assertThat(none.resources()).isNull();
        assertThat(none.maxRetries()).isNull();
        assertThat(none.retryOn()).isNull();
        assertThat(none.timeout()).isNull();
        assertThat(none.placement()).isNull();
        assertThat(none.affinity()).isNull();
        assertThat(none.priority()).isNull();
    }

    @Test
    void shouldHaveSystemDefaults() {
        TaskOptions defaults = TaskOptions.systemDefaults();
        assertThat(defaults.name()).isNull();
        assertThat(defaults.cpus()).isEqualTo(1.0);
        assertThat(defaults.gpus()).isEqualTo(0.0);
        assertThat(defaults.memoryBytes()).isZero();
        assertThat(defaults.resources()).isEmpty();
        assertThat(defaults.maxRetries()).isEqualTo(3);
        assertThat(defaults.retryOn()).isEmpty();
        assertThat(defaults.timeout()).isZero();
        assertThat(defaults.placement()).isEqualTo(Placement.DEFAULT);
        assertThat(defaults.affinity()).isEmpty();
        assertThat(defaults.priority()).isZero();
    }

    @Test
    void shouldKeepWhatWasSet() {
        assertThat(COMPLETE.name()).isEqualTo("eod");
        assertThat(COMPLETE.cpus()).isEqualTo(2.0);
        assertThat(COMPLETE.gpus()).isEqualTo(0.5);
        assertThat(COMPLETE.memoryBytes()).isEqualTo(1 << 20);
        assertThat(COMPLETE.resources()).isEqualTo(Map.of("fpga", 1.0));
        assertThat(COMPLETE.maxRetries()).isEqualTo(7);
        assertThat(COMPLETE.retryOn()).isEqualTo(Set.of(IllegalStateException.class));
        assertThat(COMPLETE.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(COMPLETE.placement()).isEqualTo(Placement.SPREAD);
        assertThat(COMPLETE.priority()).isEqualTo(-3);
        assertThat(COMPLETE.affinity())
                .extracting(LabelSelector::toString)
                .containsExactly("zone=eu", "prefer disk=ssd");
    }

    @Test
    void shouldOverrideOnlyWhatTheOtherHasSet() {
        assertThat(COMPLETE.overriddenBy(null)).isEqualTo(COMPLETE);
        assertThat(COMPLETE.overriddenBy(TaskOptions.none())).isEqualTo(COMPLETE);
        assertThat(TaskOptions.none().overriddenBy(COMPLETE)).isEqualTo(COMPLETE);
        assertThat(TaskOptions.systemDefaults().overriddenBy(COMPLETE)).isEqualTo(COMPLETE);
        assertThat(COMPLETE.overriddenBy(TaskOptions.systemDefaults()))
                .isEqualTo(TaskOptions.systemDefaults().name("eod"));
        assertThat(COMPLETE.overriddenBy(TaskOptions.none().cpus(0).name("other")))
                .isEqualTo(COMPLETE.cpus(0).name("other"))
                .isNotEqualTo(COMPLETE);
    }

    @Test
    void shouldBeImmutable() {
        TaskOptions base = TaskOptions.none().cpus(1);
        assertThat(base.cpus(2).cpus()).isEqualTo(2.0);
        assertThat(base.cpus()).isEqualTo(1.0);
        assertThatThrownBy(() -> COMPLETE.resources().put("x", 1.0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldCompareByContent() {
        TaskOptions same = TaskOptions.systemDefaults().overriddenBy(COMPLETE);
        assertThat(same).isEqualTo(COMPLETE).hasSameHashCodeAs(COMPLETE).hasToString(COMPLETE.toString());
        assertThat(COMPLETE.toString()).contains("name=eod", "cpus=2.0", "timeout=PT30S", "SPREAD");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
    void shouldRefuseAmountsThatAreNone(double amount) {
        assertThatThrownBy(() -> TaskOptions.none().cpus(amount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cpus=" + amount);
        assertThatThrownBy(() -> TaskOptions.none().gpus(amount)).hasMessageContaining("gpus=" + amount);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0005, 1.5, 2.001})
    void shouldRefuseNumbersOfGpusThatNobodyCouldUse(double amount) {
        assertThatThrownBy(() -> TaskOptions.none().gpus(amount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gpus=" + amount + "; it must be 0, a fraction from 0.001 to 1, or a whole number");
    }

    @Test
    void shouldRefuseOtherBadValues() {
        TaskOptions none = TaskOptions.none();
        assertThatThrownBy(() -> none.memory(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memory");
        assertThatThrownBy(() -> none.maxRetries(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxRetries=-1");
        assertThatThrownBy(() -> none.timeout(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> none.timeout("later")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> none.resources("fpga")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> none.name(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> none.priority(11)).hasMessage("priority=11; it must be from -10 to 10");
        assertThatThrownBy(() -> none.priority(-11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> none.affinity("zone=")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> none.placement(null)).isInstanceOf(NullPointerException.class);
    }
}
