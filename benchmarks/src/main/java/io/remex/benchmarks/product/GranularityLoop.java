package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Efficiency at one task size: the same work, cut into tasks of {@code steps}, first on {@code cores} threads of this process with
 * nothing between them, then as tasks of workers with as many slots. Efficiency is the first time over the second.
 */
final class GranularityLoop {
    private static final int WINDOW = 4_096;
    private static final int MIN_TASKS = 200;
    private static final int MAX_TASKS = 2_000_000;

    private GranularityLoop() {}

    static RoundAnswer measure(RoundRequest request) {
        int cores = Math.toIntExact(request.number("cores"));
        long steps = request.number("steps");
        int tasks = tasks(steps, cores, request.durationNs("duration"));
        double localSeconds = local(tasks, steps, cores);
        try (Remex.Session session = Remex.init()) {
            remote(Math.max(MIN_TASKS, tasks / 4), steps);
            long startNs = System.nanoTime();
            long checksum = remote(tasks, steps);
            double remoteSeconds = (System.nanoTime() - startNs) / 1e9;
            DrainLoop.requireEqual(checksum, localChecksum(0, tasks, steps));
            return RoundAnswer.of(
                    Map.of("task", localSeconds * cores / tasks * 1e6, "efficiency", localSeconds / remoteSeconds));
        }
    }

    /** How many tasks take about the duration on that many cores. */
    private static int tasks(long steps, int cores, long durationNs) {
        localChecksum(0, 1_000, steps);
        long startNs = System.nanoTime();
        localChecksum(0, MIN_TASKS, steps);
        double taskNs = Math.max(1.0, (double) (System.nanoTime() - startNs) / MIN_TASKS);
        return (int) Math.max(MIN_TASKS, Math.min(MAX_TASKS, durationNs * cores / taskNs)) / cores * cores;
    }

    private static double local(int tasks, long steps, int cores) {
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        try {
            share(threads, tasks, steps, cores);
            long startNs = System.nanoTime();
            share(threads, tasks, steps, cores);
            return (System.nanoTime() - startNs) / 1e9;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void share(ExecutorService threads, int tasks, long steps, int cores)
            throws InterruptedException, ExecutionException {
        List<Future<Long>> shares = new ArrayList<>();
        int size = tasks / cores;
        for (int core = 0; core < cores; core++) {
            int first = core * size;
            shares.add(threads.submit(() -> localChecksum(first, first + size, steps)));
        }
        for (Future<Long> share : shares) {
            share.get();
        }
    }

    private static long localChecksum(int from, int to, long steps) {
        long checksum = 0;
        for (int i = from; i < to; i++) {
            checksum += BenchmarkFunctions.burn(i, steps);
        }
        return checksum;
    }

    private static long remote(int tasks, long steps) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of references cannot be made otherwise
        ObjectRef<Long>[] refs = new ObjectRef[WINDOW];
        long checksum = 0;
        for (int i = 0; i < tasks + WINDOW; i++) {
            int place = i % WINDOW;
            if (refs[place] != null) {
                checksum += refs[place].get();
            }
            refs[place] = i < tasks ? BenchmarkFunctionsRemote.burn(i, steps) : null;
        }
        return checksum;
    }
}
