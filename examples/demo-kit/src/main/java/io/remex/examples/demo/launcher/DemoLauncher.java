package io.remex.examples.demo.launcher;

import io.remex.examples.demo.DemoSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The demonstration in one command: starts a node, a scheduler and two workers, runs the
 * program of an example against them, and
 * stops everything, also on Ctrl-C. Exits with the code of that program, or 4 if a process did not come up.
 */
@Command(
        name = "demo-launcher",
        exitCodeOnExecutionException = DemoSession.PROGRAM_FAULT,
        description = "Runs an example with a node, a scheduler and two workers on this machine.")
public final class DemoLauncher implements Callable<Integer> {
    private static final int CLUSTER_FAILED = 4;
    private static final int WORKERS = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text and exit.")
    private boolean help;

    @Option(names = "--node", required = true, paramLabel = "JAR", description = "The program remex-node.")
    private Path node;

    @Option(names = "--server", required = true, paramLabel = "JAR", description = "The runner of remex-server.")
    private Path server;

    @Option(
            names = "--worker",
            required = true,
            paramLabel = "JAR",
            description = "The runner of the example's worker.")
    private Path worker;

    @Option(names = "--caller", required = true, paramLabel = "JAR", description = "The program of the example.")
    private Path caller;

    @Option(names = "--logs", required = true, paramLabel = "DIRECTORY", description = "Where the logs go.")
    private Path logs;

    @Parameters(paramLabel = "ARGUMENT", description = "Arguments of the caller, after --.")
    private List<String> arguments = new ArrayList<>();

    /** Runs the demonstration and exits. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DemoLauncher()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            return run(new DemoLayout(node, server, worker, caller, logs));
        } catch (DemoFailedException e) {
            System.err.println(e.getMessage());
            return CLUSTER_FAILED;
        }
    }

    private int run(DemoLayout layout) throws InterruptedException {
        DemoCluster cluster = new DemoCluster(layout);
        Thread closer = new Thread(cluster::close, "demo-shutdown");
        Runtime.getRuntime().addShutdownHook(closer);
        try (cluster) {
            long startNs = System.nanoTime();
            cluster.start(WORKERS, Math.max(1, Runtime.getRuntime().availableProcessors() / WORKERS));
            System.out.printf(
                    Locale.ROOT,
                    "a node, a scheduler and %d workers are up after %.1f s; their logs are in %s%n%n",
                    WORKERS,
                    (System.nanoTime() - startNs) / 1e9,
                    layout.logs());
            int exitCode = cluster.runCaller(arguments);
            if (exitCode != 0 && closer.getState() == Thread.State.NEW) {
                System.err.println("The caller ended with exit code " + exitCode + "; logs are in " + layout.logs());
                cluster.casualties().forEach(System.err::println);
            }
            return exitCode;
        }
    }
}
