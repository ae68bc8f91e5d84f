package io.remex.benchmarks.rig;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** All processes of the run, and their end: in reverse order, at the latest when the rig ends, also at Ctrl-C. Any thread. */
final class Processes implements AutoCloseable {
    private final Path logs;
    private final Deque<ChildProcess> running = new ArrayDeque<>(); // the latest first; guarded by this
    private int started; // guarded by this
    private boolean closed; // guarded by this

    Processes(Path logs) {
        this.logs = logs;
    }

    /** Starts one; names may come again, logs are numbered. */
    synchronized ChildProcess start(
            String name, List<String> command, Map<String, String> environment, String expected) {
        if (closed) {
            throw new BenchmarkFailure("the run is being stopped");
        }
        Path log = logs.resolve(String.format("%03d-%s.log", ++started, name));
        ChildProcess process = ChildProcess.start(name, command, environment, log, expected);
        running.push(process);
        return process;
    }

    /** Stops one. */
    void stop(ChildProcess process) throws InterruptedException {
        synchronized (this) {
            running.remove(process);
        }
        process.stop();
    }

    @Override
    public synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (!running.isEmpty()) {
            try {
                running.peek().stop();
                running.pop();
            } catch (InterruptedException e) {
                interrupted = true; // the rest is still to be stopped
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
