package io.remex.benchmarks.rig;

import io.remex.benchmarks.jmh.JmhRun;
import io.remex.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The program of {@code ./mvnw -Pbench}: runs the scenarios, writes {@code results.json} and {@code report.html}. A scenario that
 * fails does not keep the others from running, but the exit code is 1 then, and the logs of its processes tell why.
 */
@Command(name = "benchmarks", description = "Measures Remex against raw Aeron and others.", sortOptions = false)
public final class BenchmarkRun implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(names = "--bench", defaultValue = "full", description = "quick, full, or jmh for the pieces")
    private String effort;

    @Option(names = "--peers", split = ",", defaultValue = "none", description = "hazelcast, ignite, grpc, pekko, ray")
    private List<String> peers;

    @Option(names = "--scenarios", split = ",", defaultValue = "all", description = "beginnings of names")
    private List<String> wanted;

    @Option(
            names = "--flags",
            split = ",",
            defaultValue = "none",
            description = "JVM flags of caller, worker, raw echo")
    private List<String> flags;

    @Option(names = "--repository", required = true, description = "where the product was built")
    private Path repository;

    @Option(names = "--output", required = true, description = "where results, report and logs go")
    private Path output;

    private final Results results = new Results();
    private final List<Skipped> failed = new ArrayList<>();
    private final Progress progress = new Progress(System.out);

    private BenchmarkRun() {}

    /** Runs and ends the JVM. */
    public static void main(String... arguments) {
        CommandLine command = new CommandLine(new BenchmarkRun())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    System.err.println("benchmarks: "
                            + (failure instanceof BenchmarkFailure ? failure.getMessage() : failure.toString()));
                    return FAILED;
                });
        System.exit(command.execute(arguments));
    }

    /** What the arguments say, for tests. */
    static BenchmarkRun parse(String... arguments) {
        BenchmarkRun run = new BenchmarkRun();
        new CommandLine(run).parseArgs(arguments);
        return run;
    }

    /** All scenarios, in the order in which they are played. */
    static List<Scenario> scenarios() {
        return List.of(
                new EchoScenario("balanced"),
                new EchoScenario("low"),
                new EchoScenario("idle"),
                new CallersScenario(),
                new WorkersScenario(),
                new CallerScenario("drain.1m"),
                new CallerScenario("alloc.per-task"),
                new CallerScenario("wait.1k"),
                new CallerScenario("get.10k"),
                new CallerScenario("refs.10k"),
                new GranularityScenario(),
                new CallerScenario("arg.1mb.value"),
                new CallerScenario("arg.100mb.value"),
                new CallerScenario("arg.100mb.ref"),
                new CallerScenario("arg.1mb.view"),
                new CallerScenario("arg.100mb.view"),
                new CallerScenario("arg.1mb.ref.view"),
                new CallerScenario("arg.100mb.ref.view"),
                new CallerScenario("put.get"),
                new CallerScenario("store.read"),
                new CallerScenario("stream.items"),
                new StartScenario(),
                new IdleScenario("idle"),
                new IdleScenario("balanced"),
                new ScaleScenario(),
                new AbsentScenario("udp.noop", "the rig does not lay out two network namespaces yet"),
                new AbsentScenario(
                        "forkjoin.ratio",
                        "the rig does not run the swap-risk example yet; ./mvnw -q -Pswap-risk prints its own comparison"));
    }

    /** The scenarios that the arguments select. */
    List<Scenario> selected() {
        List<Scenario> selected = scenarios().stream()
                .filter(scenario -> wanted.equals(List.of("all"))
                        || wanted.stream().anyMatch(beginning -> scenario.name().startsWith(beginning)))
                .toList();
        if (selected.isEmpty()) {
            throw new BenchmarkFailure("no scenario begins with any of " + wanted + "; there are "
                    + scenarios().stream().map(Scenario::name).toList());
        }
        return selected;
    }

    /** Maven passes a word for nothing, as it cannot leave an argument out. */
    private static List<String> without(String nothing, List<String> words) {
        return words.stream().filter(word -> !word.equals(nothing)).toList();
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        if (effort.equals("jmh")) {
            Files.createDirectories(output);
            JmhRun.run(output.resolve("jmh.json"));
            return CommandLine.ExitCode.OK;
        }
        Effort chosen = Effort.of(effort);
        List<Scenario> scenarios = selected();
        List<String> jvmFlags = without("none", flags);
        Path logs = emptyDirectory(output.resolve("bench-logs"));
        Programs programs = new Programs(
                repository.resolve("platform/node/target/remex-node.jar"),
                repository.resolve("platform/server/target/quarkus-app/quarkus-run.jar"),
                System.getProperty("java.class.path"),
                jvmFlags);
        Instant started = Instant.now();
        String loadBefore = Environment.load();
        Environment.Ticks ticksBefore = Environment.ticks();
        try (Processes processes = new Processes(logs)) {
            Cluster cluster = new Cluster(programs, processes);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(processes, cluster), "benchmarks-shutdown"));
            play(chosen, scenarios, cluster, processes, logs);
        }
        ResultsDocument document = new ResultsDocument(
                new ResultsDocument.Run(
                        Environment.commit(),
                        started.toString(),
                        Instant.now().getEpochSecond() - started.getEpochSecond(),
                        chosen.name(),
                        chosen.rounds(),
                        chosen.preparationMs(),
                        chosen.warmUpMs(),
                        chosen.durationMs(),
                        new ResultsDocument.Machine(
                                Environment.processor(),
                                Runtime.getRuntime().availableProcessors(),
                                Environment.memory(),
                                Environment.system(),
                                loadBefore,
                                Environment.load(),
                                Environment.ticks().stealPercentSince(ticksBefore)),
                        Environment.jvm(),
                        jvmFlags),
                results.measurements(),
                results.skipped(),
                List.copyOf(failed),
                results.distributions());
        write(document);
        failed.forEach(
                failure -> System.err.println("benchmarks: " + failure.scenario() + " failed: " + failure.reason()));
        return failed.isEmpty() ? CommandLine.ExitCode.OK : FAILED;
    }

    /** The cluster's directory goes when nothing uses it any more. */
    private static void end(Processes processes, Cluster cluster) {
        processes.close();
        cluster.close();
    }

    private void play(Effort chosen, List<Scenario> scenarios, Cluster cluster, Processes processes, Path logs)
            throws InterruptedException {
        Peers peerSystems =
                new Peers(repository.resolve("benchmarks/peers"), repository.resolve("mvnw"), logs, processes);
        try {
            peerSystems.start(without("none", peers), results, progress);
            cluster.start();
            Stage stage = new Stage(
                    chosen,
                    cluster,
                    new RawEcho(cluster),
                    peerSystems,
                    results,
                    progress,
                    Runtime.getRuntime().availableProcessors());
            for (Scenario scenario : scenarios) {
                progress.say(scenario.name());
                try {
                    scenario.run(stage);
                } catch (BenchmarkFailure e) {
                    failed.add(new Skipped(scenario.name(), Systems.REMEX, e.getMessage()));
                    progress.say(scenario.name() + " FAILED: " + e.getMessage());
                } finally {
                    cluster.dismiss();
                }
            }
        } finally {
            end(processes, cluster);
        }
    }

    private void write(ResultsDocument document) throws IOException {
        Path json = output.resolve("results.json");
        Path html = output.resolve("report.html");
        Files.writeString(json, document.json());
        Files.writeString(html, Report.html(document));
        progress.say(String.format(
                Locale.ROOT,
                "%d numbers, %d skipped, %d failed: %s and %s",
                document.results().size(),
                document.skipped().size(),
                document.failed().size(),
                json,
                html));
    }

    private static Path emptyDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return directory;
    }
}
