package io.remex.examples.swaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.Remex;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(60)
class SwapRiskDemoTest {
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final CommandLine program =
            new CommandLine(new SwapRiskDemo()).setOut(new PrintWriter(output)).setErr(new PrintWriter(errors, true));

    @Test
    void shouldComputeTheRiskInThisProcess() {
        assertThat(program.execute("--embedded", "--trades", "60", "--batch", "3", "--days", "5"))
                .isZero();
        assertThat(output.toString())
                .contains("Risk of a book of 60 swaps")
                .contains("40 tasks in ")
                .contains("in this process, sequential: ")
                .contains("All 270 totals are the same in both, to the last bit.");
        assertThat(errors.toString()).isEmpty();
        assertThat(Remex.isInitialized()).isFalse();
    }

    @Test
    void shouldExplainAWrongArgument() {
        assertThat(program.execute("--trades", "0")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("a book has 1 to 1000000 trades, not 0");
    }

    @Test
    void shouldExplainAWrongAddressInOneLine() {
        assertThat(program.execute("--trades", "1", "--address", "nowhere")).isEqualTo(3);
        assertThat(errors.toString().lines()).singleElement().asString().contains("remex.address='nowhere'");
    }
}
