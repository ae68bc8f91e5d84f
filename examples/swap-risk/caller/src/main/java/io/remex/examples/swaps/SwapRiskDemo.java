package io.remex.examples.swaps;

import io.remex.examples.demo.DemoSession;
import io.remex.examples.demo.Progress;
import io.remex.examples.demo.TaskWatch;
import io.remex.examples.demo.Terminal;
import io.remex.examples.demo.WhereOptions;
import io.remex.examples.swaps.caller.LocalRun;
import io.remex.examples.swaps.caller.Report;
import io.remex.examples.swaps.caller.RiskInput;
import io.remex.examples.swaps.caller.TaskRun;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Computes the risk of a book of swaps with Remex, and again without, and prints it. The program is the same embedded in this process
 * and on a cluster. Exits with 0 if both ways give the same bits, 1 if they do not, 2 for wrong arguments, and 3 if Remex reports an
 * error, nothing happens any more, or the program is interrupted.
 */
@Command(
        name = "swap-risk-demo",
        exitCodeOnExecutionException = DemoSession.PROGRAM_FAULT,
        description = "Values a book of swaps today and under historical scenarios, a batch of trades a task.")
public final class SwapRiskDemo implements Callable<Integer> {
    private static final int SAME_BITS = 0;
    private static final int OTHER_BITS = 1;

    @Spec
    private CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text and exit.")
    private boolean help;

    @ArgGroup
    private final WhereOptions where = new WhereOptions();

    @Option(names = "--trades", defaultValue = "3000", description = "Trades in the book (default ${DEFAULT-VALUE}).")
    private int trades;

    @Option(names = "--batch", defaultValue = "20", description = "Trades a task (default ${DEFAULT-VALUE}).")
    private int tradesOfBatch;

    @Option(names = "--days", defaultValue = "250", description = "Historical days (default ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--seed",
            defaultValue = "2019",
            description = "Seed of all that is random (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--compare-with",
            defaultValue = "SEQUENTIAL",
            description = "The run in this process: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private LocalRun localRun;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Give up when no task ends for so long (default ${DEFAULT-VALUE}).")
    private int patienceSeconds;

    /** Runs the program and exits. */
    public static void main(String[] args) {
        DemoSession.quietLogs();
        System.exit(new CommandLine(new SwapRiskDemo())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() {
        RiskInput input = input();
        return DemoSession.run(where, command.commandLine().getErr(), () -> run(input));
    }

    private RiskInput input() {
        try {
            return RiskInput.generate(seed, trades, tradesOfBatch, days);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private int run(RiskInput input) {
        Report report = new Report(command.commandLine().getOut(), input);
        report.heading(seed);
        TaskRun taskRun = new TaskRun(new TaskWatch(Duration.ofSeconds(patienceSeconds), Terminal.progress()));

        // Code that runs for the first time is slow; neither way shall pay for the other's warming up.
        taskRun.run(input.warmUp());
        localRun.run(input.warmUp(), Progress.QUIET);

        TaskRun.Result tasks = taskRun.run(input);
        report.risk(tasks.risk());
        LocalRun.Result local = localRun.run(input, Terminal.progress());
        return report.comparison(tasks, localRun, local) ? SAME_BITS : OTHER_BITS;
    }
}
