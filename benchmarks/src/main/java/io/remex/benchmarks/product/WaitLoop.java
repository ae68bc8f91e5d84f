package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.WaitResult;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Ray's "wait on 1,000 refs": submits them, then waits for one after the other with {@code wait(rest, 1)}. */
final class WaitLoop {
    private static final int REFS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private WaitLoop() {}

    static RoundAnswer measure(RoundRequest request) {
        try (Remex.Session session = Remex.init()) {
            run(request.durationNs("warmup"), RoundAnswer.newHistogram());
            Histogram latency = RoundAnswer.newHistogram();
            long rounds = run(request.durationNs("duration"), latency);
            return new RoundAnswer(Map.of("rounds", (double) rounds), latency, "");
        }
    }

    private static long run(long durationNs, Histogram latency) {
        long deadlineNs = System.nanoTime() + durationNs;
        long rounds = 0;
        do {
            long startNs = System.nanoTime();
            List<ObjectRef<Long>> rest = new ArrayList<>(REFS);
            for (int i = 0; i < REFS; i++) {
                rest.add(BenchmarkFunctionsRemote.next(i));
            }
            long sum = 0;
            while (!rest.isEmpty()) {
                WaitResult<Long> result = Remex.wait(rest, 1, PATIENCE);
                sum += result.ready().get(0).get();
                rest = result.unready();
            }
            RoundAnswer.record(latency, System.nanoTime() - startNs);
            DrainLoop.requireEqual(sum, REFS * (REFS + 1L) / 2);
            rounds++;
        } while (System.nanoTime() - deadlineNs < 0);
        return rounds;
    }
}
