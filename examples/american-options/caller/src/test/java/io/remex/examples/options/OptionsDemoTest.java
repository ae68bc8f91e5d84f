package io.remex.examples.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.Remex;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(300)
class OptionsDemoTest {
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final CommandLine program =
            new CommandLine(new OptionsDemo()).setOut(new PrintWriter(output)).setErr(new PrintWriter(errors, true));

    @Test
    void shouldPriceTheTableInThisProcess() {
        assertThat(program.execute("--embedded", "--batches", "4", "--paths", "4000"))
                .isZero();
        assertThat(output.toString())
                .contains("4 batches of 4,000 paths an option, seed 2001")
                .contains("  40   0.2   1   2.314   2.3126   0.0141     -0.1 std.err.")
                .contains("All 20 prices are within")
                .contains("80 tasks in ")
                .contains("p50 ");
        assertThat(errors.toString()).isEmpty();
        assertThat(Remex.isInitialized()).isFalse();
    }

    @Test
    void shouldFailWhenPricesAreOff() {
        assertThat(program.execute("--embedded", "--batches", "20", "--paths", "100"))
                .isEqualTo(1);
        assertThat(output.toString()).contains("of 20 prices are off by more than 3 standard errors + 0.02.");
    }

    @Test
    void shouldExplainAWrongArgument() {
        assertThat(program.execute("--batches", "1")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("batches must be within 2 and 1000000, not 1");
    }

    @Test
    void shouldExplainAWrongAddressInOneLine() {
        assertThat(program.execute("--address", "nowhere")).isEqualTo(3);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .contains("remex.address='nowhere'")
                .contains("host:port");
    }
}
