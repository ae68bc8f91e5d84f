package io.remex.examples.swaps.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.examples.demo.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalRunTest {
    private final List<String> told = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void shouldTellHowFarItIs(LocalRun kind) {
        RiskInput input = RiskInput.generate(1, 3, 2, 1);
        LocalRun.Result result = kind.run(input, recorder());
        assertThat(told).containsExactly("begin 4", "done 1", "done 2", "done 3", "done 4", "end");
        assertThat(result.risk().presentValue()).isNotZero();
        assertThat(result.wallNs()).isPositive();
    }

    private Progress recorder() {
        return new Progress() {
            @Override
            public void begin(int tasks) {
                told.add("begin " + tasks);
            }

            @Override
            public void done(int tasks) {
                told.add("done " + tasks);
            }

            @Override
            public void end() {
                told.add("end");
            }
        };
    }
}
