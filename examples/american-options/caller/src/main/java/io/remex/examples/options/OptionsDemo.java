package io.remex.examples.options;

import io.remex.ConfigKey;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.RemexException;
import io.remex.examples.options.caller.OverheadProbe;
import io.remex.examples.options.caller.PaperTable;
import io.remex.examples.options.caller.PricingPlan;
import io.remex.examples.options.caller.PricingRun;
import io.remex.examples.options.caller.Progress;
import io.remex.examples.options.caller.ProgressBar;
import io.remex.examples.options.caller.Report;
import io.remex.examples.options.caller.StalledException;
import io.remex.examples.options.caller.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
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
        exitCodeOnExecutionException = OptionsDemo.PROGRAM_FAULT,
        description = "Prices twenty American puts by least-squares Monte Carlo, many tasks an option.")
public final class OptionsDemo implements Callable<Integer> {
    private static final int PRICES_AGREE = 0;
    private static final int PRICES_DIFFER = 1;
    private static final int REMEX_ERROR = 3;

    /** A fault of this program, shown with its stack trace; the number is that of {@code sysexits.h}. */
    static final int PROGRAM_FAULT = 70;

    private static final Logger REMEX_LOG = Logger.getLogger("io.remex");

    @Spec
    private CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text and exit.")
    private boolean help;

    @ArgGroup
    private final Where where = new Where();

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

    /** Where the tasks run; without either, the configuration of system properties and environment says. */
    private static final class Where {
        @Option(names = "--address", paramLabel = "HOST:PORT", description = "Run on the cluster of this scheduler.")
        private String address;

        @Option(names = "--embedded", description = "Run in this process.")
        private boolean embedded;

        private RemexConfig config() {
            RemexConfig config = RemexConfig.load();
            if (embedded) {
                return config.with(ConfigKey.RUNTIME, "embedded").with(ConfigKey.ADDRESS, "");
            }
            return address == null ? config : config.with(ConfigKey.ADDRESS, address);
        }
    }

    /** Runs the program and exits. */
    public static void main(String[] args) {
        REMEX_LOG.setLevel(Level.WARNING);
        System.exit(new CommandLine(new OptionsDemo()).execute(args));
    }

    @Override
    @SuppressWarnings("try") // the session is used through Remex
    public Integer call() {
        PricingPlan plan = plan();
        Thread closer = new Thread(Remex::shutdown, "options-demo-shutdown");
        Runtime.getRuntime().addShutdownHook(closer);
        try (Remex.Session session = Remex.init(where.config())) {
            return price(plan);
        } catch (RemexException | StalledException e) {
            if (closer.getState() != Thread.State.NEW) {
                return REMEX_ERROR; // Ctrl-C; nobody wants to read that the session has ended
            }
            command.commandLine().getErr().println(e instanceof RemexException ? e.toString() : e.getMessage());
            return REMEX_ERROR;
        }
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
                        Duration.ofSeconds(patienceSeconds),
                        progress())
                .run();
        boolean agree = report.table(result.batches());
        report.run(result);
        report.overhead(new OverheadProbe().measure());
        return agree ? PRICES_AGREE : PRICES_DIFFER;
    }

    private static Progress progress() {
        return Terminal.isInteractive() ? new ProgressBar(System.out, System::nanoTime) : Progress.QUIET;
    }
}
