package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process of the rig. All that it prints goes to its log; lines that begin with what it is expected to say are also handed to the
 * main thread. Its standard input stays open as long as it may live, so that subjects end with the rig even when the rig is killed.
 */
final class ChildProcess {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final int MAX_UNREAD_LINES = 64;
    private static final int TAIL_LINES = 15;
    private static final long POLL_MS = 100;

    private final String name;
    private final Path log;
    private final Process process;
    private final BlockingQueue<String> said = new ArrayBlockingQueue<>(MAX_UNREAD_LINES);

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param environment all of {@code REMEX_*} and {@code QUARKUS_*} that it sees
     * @param expected beginning of the lines that are handed on
     */
    static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path log, String expected) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("REMEX_") || key.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        try {
            ChildProcess child = new ChildProcess(name, log, builder.start());
            Thread reader = new Thread(() -> child.copyOutput(expected), "benchmarks-log-" + name);
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException e) {
            throw new BenchmarkFailure(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void copyOutput(String expected) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.println(line);
                copy.flush();
                if (line.startsWith(expected) && !said.offer(line)) {
                    copy.println("(the rig did not read this line)");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the output of " + name + " cannot be copied to " + log, e);
        }
    }

    /** Waits until it says what is expected of it. */
    String await(Duration timeout) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        while (true) {
            String line = said.poll(POLL_MS, TimeUnit.MILLISECONDS);
            if (line != null) {
                return line;
            }
            if (!process.isAlive() && said.isEmpty()) {
                throw new BenchmarkFailure(name + " has ended with exit code " + process.exitValue() + logTail());
            }
            if (System.nanoTime() - deadlineNs > 0) {
                throw new BenchmarkFailure(name + " has said nothing for " + timeout.toSeconds() + " s" + logTail());
            }
        }
    }

    /** Asks a subject for a round; {@link #answer} has what it measured. */
    void ask(RoundRequest request) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((request.line() + '\n').getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new BenchmarkFailure(name + " does not listen: " + e.getMessage() + logTail(), e);
        }
    }

    /** The answer to the latest question, problems included. */
    RoundAnswer answer(Duration timeout) throws InterruptedException {
        return RoundAnswer.parse(await(timeout));
    }

    /** Asks and waits. */
    RoundAnswer round(RoundRequest request, Duration timeout) throws InterruptedException {
        ask(request);
        return answer(timeout);
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time that it has used, all threads. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Asks it to end, by force if it does not. */
    void stop() throws InterruptedException {
        process.toHandle().destroy(); // not Process.destroy(), which would close the output before its last lines
        if (!process.waitFor(STOP_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Lets it end by itself, by closing its standard input; returns whether it has in time. */
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            return false; // it has gone already, or must be stopped
        }
        return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Where the log is and how it ends, for people. */
    String logTail() {
        StringBuilder text = new StringBuilder("\n  log: ").append(log);
        try {
            List<String> lines = Files.readAllLines(log);
            lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())
                    .forEach(line -> text.append("\n  | ").append(line));
        } catch (IOException e) {
            text.append(" (cannot be read: ").append(e.getMessage()).append(')');
        }
        return text.toString();
    }
}
