package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Other systems that do the same. Each has a Maven project of its own below {@code benchmarks/peers}, built here and only when it is
 * asked for, so that neither its libraries nor their absence touch the build of the product. One that cannot be built or started is
 * skipped with the reason.
 */
final class Peers {
    private static final Duration BUILD_TIMEOUT = Duration.ofMinutes(8);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final String ALL = "noop.*";
    /** Two threads for {@code ForkJoinPool.commonPool()}, which has one on two processors. */
    private static final String COMMON_POOL = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2";

    /** Its loops would have to be written in Python, and nothing here can run them. */
    private static final String NO_RAY = "the rig has no client for it yet";

    private static final List<String> OPENS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.access=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");

    private final Path projects;
    private final Path mavenWrapper;
    private final Path logs;
    private final Processes processes;
    private final List<Contestant> contestants = new ArrayList<>();

    Peers(Path projects, Path mavenWrapper, Path logs, Processes processes) {
        this.projects = projects;
        this.mavenWrapper = mavenWrapper;
        this.logs = logs;
        this.processes = processes;
    }

    /** Builds and starts those that are wanted. */
    void start(List<String> wanted, Results results, Progress progress) throws InterruptedException {
        for (String peer : wanted) {
            progress.say("peer " + peer + ": building and starting");
            String reason = peer.equals("ray") ? NO_RAY : startJava(peer);
            if (!reason.isEmpty()) {
                results.skip(ALL, peer, reason);
                progress.say("peer " + peer + " is skipped: "
                        + reason.lines().findFirst().orElse(""));
            }
        }
    }

    /** Those that run. */
    List<Contestant> contestants() {
        return List.copyOf(contestants);
    }

    private String startJava(String peer) throws InterruptedException {
        Path project = projects.resolve(peer);
        if (!peer.matches("[a-z]+") || !Files.isRegularFile(project.resolve("pom.xml"))) {
            return "there is no project for it in " + projects;
        }
        String problem = build(peer, project.resolve("pom.xml"));
        if (!problem.isEmpty()) {
            return problem;
        }
        String port = Integer.toString(Cluster.freePort());
        try {
            processes
                    .start(peer + "-server", java(peer, "Server", port), Map.of(), RoundAnswer.PREFIX)
                    .await(START_TIMEOUT);
            ChildProcess client =
                    processes.start(peer + "-client", java(peer, "Client", port), Map.of(), RoundAnswer.PREFIX);
            client.await(START_TIMEOUT);
            contestants.add(Contestant.of(peer, client, true));
            return "";
        } catch (BenchmarkFailure e) {
            return e.getMessage();
        }
    }

    private List<String> java(String peer, String role, String port) {
        Path target = projects.resolve(peer).resolve("target");
        String main = "io.remex.benchmarks.peers." + peer + '.' + role;
        List<String> command = new ArrayList<>(List.of(Programs.java(), COMMON_POOL));
        command.addAll(OPENS);
        command.addAll(List.of("-cp", target.resolve("peer.jar") + ":" + target.resolve("lib") + "/*", main, port));
        return command;
    }

    private String build(String peer, Path pom) throws InterruptedException {
        Path log = logs.resolve("build-" + peer + ".log");
        Process build = start(List.of(mavenWrapper.toString(), "-q", "-B", "-f", pom.toString(), "package"), log);
        try {
            if (!build.waitFor(BUILD_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
                return "its build took longer than " + BUILD_TIMEOUT.toMinutes() + " minutes; log: " + log;
            }
        } finally {
            build.destroyForcibly();
        }
        return build.exitValue() == 0 ? "" : "its artifacts do not resolve or do not compile; log: " + log;
    }

    private static Process start(List<String> command, Path log) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new BenchmarkFailure(command.get(0) + " cannot be started: " + e.getMessage(), e);
        }
    }
}
