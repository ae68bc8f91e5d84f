package io.remex.system.functions;

import io.remex.Placement;
import io.remex.Remote;
import io.remex.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Functions that a test holds back and watches through files, whatever process they run in. A task writes {@code started-ID},
 * waits for {@code open}, and writes how it ended: {@code done-ID}, {@code interrupted-ID} or {@code cancelled-ID}.
 */
public final class Gates {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private Gates() {}

    @Remote
    public static int pass(String directory, int id) throws IOException, InterruptedException {
        return waitAt(Path.of(directory), id);
    }

    @Remote(cpus = 2)
    public static int passWithBoth(String directory, int id) throws IOException, InterruptedException {
        return waitAt(Path.of(directory), id);
    }

    @Remote(cpus = 0.5)
    public static int passWithHalf(String directory, int id) throws IOException, InterruptedException {
        return waitAt(Path.of(directory), id);
    }

    @Remote(cpus = 0, resources = "fpga=1")
    public static int passWithFpga(String directory, int id) throws IOException, InterruptedException {
        return waitAt(Path.of(directory), id);
    }

    /** Returns the ids of its GPUs. */
    @Remote(cpus = 0.1, gpus = 1)
    public static List<String> passWithGpu(String directory, int id) throws IOException, InterruptedException {
        waitAt(Path.of(directory), id);
        return TaskContext.current().gpuIds();
    }

    @Remote(placement = Placement.SPREAD)
    public static int passSpread(String directory, int id) throws IOException, InterruptedException {
        return waitAt(Path.of(directory), id);
    }

    /** Submits a task that waits at the same gate, with the next id, and waits for it. */
    @Remote
    public static int passAsParent(String directory, int id) throws IOException {
        note(Path.of(directory), "started-" + id);
        return GatesRemote.pass(directory, id + 1).get();
    }

    /** When it runs, on a clock that all processes of the machine share. */
    @Remote
    public static long now() {
        return System.nanoTime();
    }

    /** Never throws: only looks at {@link TaskContext#isCancelled()}. */
    @Remote
    public static int passUnlessCancelled(String directory, int id) throws IOException {
        Path gate = Path.of(directory);
        note(gate, "started-" + id);
        long startNs = System.nanoTime();
        while (!isOpen(gate)) {
            if (TaskContext.current().isCancelled()) {
                note(gate, "cancelled-" + id);
                return -1;
            }
            requirePatience(startNs);
            Thread.onSpinWait();
        }
        note(gate, "done-" + id);
        return id;
    }

    /** Never returns, whatever it is told, until the gate is open; writes when it was told. */
    @Remote
    public static int ignoreCancel(String directory, int id) throws IOException {
        Path gate = Path.of(directory);
        note(gate, "started-" + id);
        boolean isTold = false;
        while (!isOpen(gate)) {
            if (!isTold && Thread.interrupted() && TaskContext.current().isCancelled()) {
                isTold = true;
                note(gate, "told-" + id);
            }
        }
        note(gate, "done-" + id);
        return id;
    }

    static int waitAt(Path gate, int id) throws IOException, InterruptedException {
        note(gate, "started-" + id);
        long startNs = System.nanoTime();
        while (!isOpen(gate)) {
            if (Thread.interrupted()) {
                note(gate, (TaskContext.current().isCancelled() ? "interrupted-" : "strange-") + id);
                throw new InterruptedException("gate " + id);
            }
            requirePatience(startNs);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        note(gate, "done-" + id);
        return id;
    }

    private static boolean isOpen(Path gate) {
        return Files.exists(gate.resolve("open"));
    }

    /** Whoever sees the note sees all of it. */
    private static void note(Path gate, String name) throws IOException {
        Path unfinished = gate.resolve("unfinished-" + name);
        Files.writeString(unfinished, TaskContext.current().worker());
        Files.move(unfinished, gate.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void requirePatience(long startNs) {
        if (System.nanoTime() - startNs > PATIENCE_NS) {
            throw new IllegalStateException("nobody opened the gate");
        }
    }
}
