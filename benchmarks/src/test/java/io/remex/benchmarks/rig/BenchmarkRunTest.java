package io.remex.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarkRunTest {
    private static final String[] PLACES = {"--repository=.", "--output=target"};

    @Test
    void shouldPlayAllScenariosUnlessTold() {
        assertThat(BenchmarkRun.parse(PLACES).selected()).hasSameSizeAs(BenchmarkRun.scenarios());
    }

    @Test
    void shouldSelectByBeginningsOfNames() {
        BenchmarkRun run = BenchmarkRun.parse("--scenarios=arg.100mb,noop[low", PLACES[0], PLACES[1]);

        assertThat(run.selected())
                .extracting(Scenario::name)
                .containsExactly(
                        "noop[low]", "arg.100mb.value", "arg.100mb.ref", "arg.100mb.view", "arg.100mb.ref.view");
    }

    @Test
    void shouldNameTheScenariosWhenNoneIsSelected() {
        BenchmarkRun run = BenchmarkRun.parse("--scenarios=drian", PLACES[0], PLACES[1]);

        assertThatThrownBy(run::selected).hasMessageContaining("[drian]").hasMessageContaining("drain.1m");
    }

    @Test
    void shouldHaveAScenarioOfEachNameOnce() {
        assertThat(BenchmarkRun.scenarios().stream().map(Scenario::name).collect(Collectors.toList()))
                .doesNotHaveDuplicates()
                .contains("udp.noop", "forkjoin.ratio", "wait.1k", "metg", "start");
    }

    @Test
    void shouldRefuseArgumentsItDoesNotKnow() {
        assertThatThrownBy(() -> BenchmarkRun.parse("--quik", PLACES[0], PLACES[1]))
                .isInstanceOf(CommandLine.ParameterException.class);
        assertThatThrownBy(() -> Effort.of("quik")).hasMessageContaining("none of quick, full and jmh");
    }

    @Test
    void shouldMeasureAtLeastFiveRoundsWithBothWindows() {
        assertThat(new Effort[] {Effort.QUICK, Effort.FULL}).allSatisfy(effort -> {
            assertThat(effort.rounds()).isGreaterThanOrEqualTo(5);
            assertThat(effort.windows()).contains(1_000, 65_536);
        });
    }

    @Test
    void shouldReadTheStealOfTheKernelsTicks() {
        Environment.Ticks before = new Environment.Ticks(1_000, 10);
        Environment.Ticks after = new Environment.Ticks(1_200, 20);

        assertThat(after.stealPercentSince(before)).isEqualTo(5);
        assertThat(before.stealPercentSince(before)).isZero();
    }
}
