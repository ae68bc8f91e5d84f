package io.remex.benchmarks.product;

import io.remex.ConfigKey;
import io.remex.Remex;
import io.remex.RemexConfig;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Beginnings, and doing nothing. */
final class StartLoops {
    private StartLoops() {}

    /** A task that is submitted before there is a worker; {@code ended} is when its result came, on the clock of the machine. */
    static RoundAnswer firstTask(RoundRequest request) {
        try (Remex.Session session = Remex.init()) {
            DrainLoop.requireEqual(BenchmarkFunctionsRemote.next(41).get(), 42);
            return RoundAnswer.of("ended", System.nanoTime());
        }
    }

    /** Driver, scheduler and worker in this process, which should be a fresh one. */
    static RoundAnswer embedded(RoundRequest request) {
        RemexConfig config =
                RemexConfig.builder().set(ConfigKey.RUNTIME, "embedded").build();
        long startNs = System.nanoTime();
        try (Remex.Session session = Remex.init(config)) {
            double initMs = (System.nanoTime() - startNs) / 1e6;
            DrainLoop.requireEqual(BenchmarkFunctionsRemote.next(41).get(), 42);
            return RoundAnswer.of(Map.of("init", initMs, "first", (System.nanoTime() - startNs) / 1e6));
        }
    }

    /** An open session that has been used, and then is not for {@code duration} ms; the rig watches meanwhile. */
    static RoundAnswer idle(RoundRequest request) {
        try (Remex.Session session = Remex.init()) {
            DrainLoop.requireEqual(BenchmarkFunctionsRemote.next(41).get(), 42);
            long deadlineNs = System.nanoTime() + request.durationNs("duration");
            for (long leftNs = 1; leftNs > 0; leftNs = deadlineNs - System.nanoTime()) {
                LockSupport.parkNanos(leftNs);
            }
            DrainLoop.requireEqual(BenchmarkFunctionsRemote.next(1).get(), 2);
            return RoundAnswer.of(Map.of());
        }
    }
}
