package io.remex.chaos;

import io.remex.testkit.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The tool: {@code ./mvnw -q -Pchaos -Dchaos.seconds=60}. Its last line says how it ended; the exit code is 0 if every promise was kept,
 * 1 if not, 2 for wrong options. Ctrl-C ends it with everything that it has started.
 */
@Command(
        name = "remex-chaos",
        description = "Kills and stops processes of a cluster that works, and accounts for every task.",
        sortOptions = false)
public final class ChaosRun implements Callable<Integer> {
    private static final String NEW_SEED = "new";
    private static final int MAX_SECONDS = 24 * 3_600;
    private static final long HOOK_LIMIT_S = 30;

    @Option(names = "--node", required = true, paramLabel = "<jar>", description = "The program remex-node.")
    private Path node;

    @Option(names = "--server", required = true, paramLabel = "<jar>", description = "The runner of remex-server.")
    private Path server;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "<directory>",
            description = "Where logs and journals go, in a directory for each seed.")
    private Path output;

    @Option(
            names = "--seconds",
            defaultValue = "60",
            paramLabel = "<n>",
            description = "How long there are faults. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--seed",
            defaultValue = NEW_SEED,
            paramLabel = "<seed>",
            description = "Of the plan of faults, in hexadecimal digits; 'new' for one that nobody knows yet.")
    private String seed;

    @Option(
            names = "--patience",
            defaultValue = "120",
            paramLabel = "<seconds>",
            description = "How long tasks may take to end after the faults. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--reclaim",
            defaultValue = "15",
            paramLabel = "<seconds>",
            description = "How long the leases and objects of a killed caller may stay: 5 are promised, the rest is for"
                    + " machines with more to do than processors. Default: ${DEFAULT-VALUE}.")
    private int reclaim;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    /** Runs and exits. */
    public static void main(String... arguments) {
        System.exit(execute(arguments));
    }

    /** Runs; returns the exit code. */
    static int execute(String... arguments) {
        return new CommandLine(new ChaosRun()).execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (seconds < 1 || seconds > MAX_SECONDS || patience < 1 || reclaim < 1) {
            System.err.println("--seconds is from 1 to " + MAX_SECONDS + ", --patience and --reclaim at least 1");
            return CommandLine.ExitCode.USAGE;
        }
        long planSeed;
        try {
            planSeed = seed.equals(NEW_SEED) ? new SecureRandom().nextLong() : Long.parseUnsignedLong(seed, 16);
        } catch (NumberFormatException e) {
            System.err.println("--seed is 'new' or up to 16 hexadecimal digits, not '" + seed + "'");
            return CommandLine.ExitCode.USAGE;
        }
        Path directory = output.toAbsolutePath()
                .resolve(String.format(
                        Locale.ROOT,
                        "%016x-%d",
                        planSeed,
                        ProcessHandle.current().pid()));
        System.out.printf(Locale.ROOT, "seed=%016x%n", planSeed);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> endEarly(interrupted, ended), "chaos-exit");
        TestCluster cluster = new TestCluster(server, node, directory, "");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Chaos.Settings settings = new Chaos.Settings(seconds, planSeed, patience, Duration.ofSeconds(reclaim));
            return report(new Chaos(cluster, directory, settings, System.out, interrupted).run(), directory);
        } catch (InterruptedException e) {
            cluster.stop();
            System.out.println("ended early; nothing is said about the tasks");
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            ended.countDown();
            if (interrupted.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private static void endEarly(CountDownLatch interrupted, CountDownLatch ended) {
        interrupted.countDown();
        try {
            ended.await(HOOK_LIMIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says how it ended; keeps the directory of the run if a promise was broken. */
    static int report(Verdict verdict, Path directory) throws IOException {
        if (!verdict.isClean()) {
            verdict.problems().forEach(System.out::println);
            Files.writeString(directory.resolve("problems.txt"), String.join("\n", verdict.problems()) + "\n");
            System.out.println("logs, journals and threads are in " + directory);
        }
        System.out.println(verdict.line());
        return verdict.isClean() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
