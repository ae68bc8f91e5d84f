package io.remex.examples.options;

import io.remex.examples.demo.DemoSession;
import io.remex.examples.demo.TaskWatch;
import io.remex.examples.demo.Terminal;
import io.remex.examples.demo.WhereOptions;
import io.remex.examples.options.caller.OverheadProbe;
import io.remex.examples.options.caller.PaperTable;
import io.remex.examples.options.caller.PricingPlan;
import io.remex.examples.options.caller.PricingRun;
import io.remex.examples.options.caller.Report;
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
 * Prices the twenty options of the paper with Remex and prints its table beside ours. The program is the same embedded in this
 * process and on a cluster. Exits with 0 if every price agrees, 1 if one does not, 2 for wrong arguments, and 3 if Remex
 * reports an error, nothing happens any more, or the program is interrupted.
 */
@Command(
        name = "options-demo",
        exitCodeOnExecutionException = DemoSession.PROGRAM_FAULT,
        description = "Prices twenty American puts by least-squares Monte Carlo, many tasks an option.")
public final class OptionsDemo implements Callable<Integer> {
    private static final int PRICES_AGREE = 0;
    private static final int PRICES_DIFFER = 1;

    @Spec
    private CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text and exit.")
    private boolean help;

    @ArgGroup
    private final WhereOptions where = new WhereOptions();

    @Option(names = "--paths", defaultValue = "20000", description = "Paths a task, even (default ${DEFAULT-VALUE}).")
    private int paths;

    @Option(names = "--batches", defaultValue = "50", description = "Tasks an option (default ${DEFAULT-VALUE}).")
    private int batches;

    @Option(names = "--seed", defaultValue = "2001", description = "Seed of all numbers (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Give up when no task ends for so long (default ${DEFAULT-VALUE}).")
    private int patienceSeconds;

    /** Runs the program and exits. */
    public static void main(String[] args) {
        DemoSession.quietLogs();
        System.exit(new CommandLine(new OptionsDemo()).execute(args));
    }

    @Override
    public Integer call() {
        PricingPlan plan = plan();
        return DemoSession.run(where, command.commandLine().getErr(), () -> price(plan));
    }

    private PricingPlan plan() {
        try {
            return new PricingPlan(seed, batches, paths);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private int price(PricingPlan plan) {
        Report report = new Report(command.commandLine().getOut());
        report.heading(plan);
        PricingRun.Result result = new PricingRun(
                        PaperTable.lines().stream().map(PaperTable.Row::option).toList(),
                        plan,
                        new TaskWatch(Duration.ofSeconds(patienceSeconds), Terminal.progress()))
                .run();
        boolean agree = report.table(result.batches());
        report.run(result);
        report.overhead(new OverheadProbe().measure());
        return agree ? PRICES_AGREE : PRICES_DIFFER;
    }
}
