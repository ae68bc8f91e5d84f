package io.remex.examples.demo.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the demonstration. Safe to stop from any thread. */
final class ChildProcess {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final int TAIL_LINES = 20;

    private final String name;
    private final Path log; // null if the process has our standard streams
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts one in the background, with output and errors to {@code log}. The environment is added to that of this process. */
    static ChildProcess inBackground(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        return new ChildProcess(name, log, start(name, builder, environment));
    }

    /** Starts one that has the standard streams of this process. */
    static ChildProcess inForeground(String name, List<String> command, Map<String, String> environment) {
        return new ChildProcess(name, null, start(name, new ProcessBuilder(command).inheritIO(), environment));
    }

    private static Process start(String name, ProcessBuilder builder, Map<String, String> environment) {
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DemoFailedException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the process is ready.
     *
     * @throws DemoFailedException it ended, or was not ready in time; with the end of its log
     */
    void awaitReady(Readiness readiness, Duration timeout) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (!readiness.isReady()) {
            if (process.waitFor(POLL_INTERVAL.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DemoFailedException(
                        name + " ended with exit code " + process.exitValue() + " before it was ready" + logTail());
            }
            if (System.nanoTime() - deadlineNs >= 0) {
                throw new DemoFailedException(name + " was not ready within " + timeout.toSeconds() + " s" + logTail());
            }
        }
    }

    /** Asks the process to end, and ends it by force if it has not within {@code patience}. */
    void stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Waits until it ends and returns its exit code. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    boolean hasLog() {
        return log != null;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String name() {
        return name;
    }

    /** Where the log is and how it ends, for people; only if it has one. */
    String logTail() {
        StringBuilder text = new StringBuilder("\n  log: ").append(log);
        try {
            String[] lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\\R");
            for (int i = Math.max(0, lines.length - TAIL_LINES); i < lines.length; i++) {
                text.append("\n  | ").append(lines[i]);
            }
        } catch (IOException e) {
            text.append(" (cannot be read: ").append(e.getMessage()).append(')');
        }
        return text.toString();
    }
}
