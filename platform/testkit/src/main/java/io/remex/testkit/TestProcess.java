package io.remex.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A process of a test. Its output and errors go to one file, which is also how the test listens to it; so a process that is killed
 * leaves all it said.
 */
public final class TestProcess {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(60);
    private static final int TAIL_LINES = 30;

    private final String name;
    private final Path log;
    private final Process process;

    private TestProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts one; {@code environment} is all of {@code REMEX_*} that it sees, whatever the test's own is. */
    static TestProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("REMEX_") || key.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        try {
            return new TestProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new TestFailure(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Where its output is. */
    public Path log() {
        return log;
    }

    /** All that it has said. */
    public String output() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for a complete line that begins so, and returns it.
     *
     * @throws TestFailure the process ended without it, or it did not come in time
     */
    public String awaitLine(String prefix, Duration timeout) {
        await(() -> line(prefix).isPresent(), "says '" + prefix + "…'", timeout);
        return line(prefix).orElseThrow();
    }

    /** Whether it has said a complete line that begins so. */
    public boolean hasSaid(String prefix) {
        return line(prefix).isPresent();
    }

    private Optional<String> line(String prefix) {
        String output = output();
        return output.substring(0, output.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith(prefix))
                .findFirst();
    }

    /** Waits until its output has the text somewhere. */
    public void awaitOutput(String text, Duration timeout) {
        await(() -> output().contains(text), "says '" + text + '\'', timeout);
    }

    private void await(BooleanSupplier condition, String what, Duration timeout) {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (process.waitFor(POLL_INTERVAL.toNanos(), TimeUnit.NANOSECONDS) && !condition.getAsBoolean()) {
                    throw new TestFailure(
                            name + " ended with exit code " + process.exitValue() + " before it " + what + tail());
                }
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new TestFailure("after " + timeout + " it is not so that " + name + ' ' + what + tail());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestFailure("interrupted while waiting until " + name + ' ' + what, e);
        }
    }

    /** Waits until it has ended by itself; returns its exit code. */
    public int awaitEnd(Duration timeout) {
        try {
            if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TestFailure(name + " has not ended within " + timeout + tail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestFailure("interrupted while waiting for the end of " + name, e);
        }
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(KILL_TIMEOUT);
    }

    /** SIGSTOP: it gets no processor any more, as on a machine that is stuck, until {@link #resume()} or {@link #kill()}. */
    public void suspend() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    /** Sends a signal, by its name without SIG; one to a process that has just ended is lost. */
    public void signal(String signal) {
        try {
            Process sender = new ProcessBuilder("kill", "-s", signal, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!sender.waitFor(KILL_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                sender.destroyForcibly();
                throw new TestFailure("SIG" + signal + " for " + name + " was not sent within " + KILL_TIMEOUT);
            }
            if (sender.exitValue() != 0 && process.isAlive()) {
                throw new TestFailure("SIG" + signal + " for " + name + " was refused");
            }
        } catch (IOException e) {
            throw new TestFailure("no program to send signals with: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestFailure("interrupted while sending SIG" + signal + " to " + name, e);
        }
    }

    /** SIGTERM; does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Writes the stacks of all its threads beside its log; best effort, for the reader of a failed test. */
    void dumpThreads() {
        if (!process.isAlive()) {
            return;
        }
        Path stacks = log.resolveSibling(name + ".threads");
        try {
            Process jstack = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jstack")
                                    .toString(),
                            "-l",
                            Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(stacks.toFile())
                    .start();
            if (!jstack.waitFor(5, TimeUnit.SECONDS)) {
                jstack.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no thread dump of " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String tail() {
        List<String> lines = output().lines().toList();
        return "; its log " + log + " ends:\n  | "
                + String.join("\n  | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
