package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** Ten thousand references at once: one {@code get} for all, and all as one argument of a task, which reads them. */
final class ManyLoop {
    private static final int REFS = 10_000;

    private ManyLoop() {}

    static RoundAnswer get(RoundRequest request) {
        return measure(
                request,
                refs -> Remex.get(refs).stream().mapToLong(Long::longValue).sum());
    }

    static RoundAnswer argument(RoundRequest request) {
        return measure(request, refs -> BenchmarkFunctionsRemote.total(refs).get());
    }

    private static RoundAnswer measure(RoundRequest request, ToLongFunction<List<ObjectRef<Long>>> reader) {
        try (Remex.Session session = Remex.init()) {
            run(request.durationNs("warmup"), RoundAnswer.newHistogram(), reader);
            Histogram latency = RoundAnswer.newHistogram();
            long rounds = run(request.durationNs("duration"), latency, reader);
            return new RoundAnswer(Map.of("rounds", (double) rounds), latency, "");
        }
    }

    private static long run(long durationNs, Histogram latency, ToLongFunction<List<ObjectRef<Long>>> reader) {
        long deadlineNs = System.nanoTime() + durationNs;
        long rounds = 0;
        do {
            List<ObjectRef<Long>> refs = new ArrayList<>(REFS);
            for (int i = 0; i < REFS; i++) {
                refs.add(BenchmarkFunctionsRemote.next(i));
            }
            Remex.get(refs.get(REFS - 1));
            long startNs = System.nanoTime();
            long sum = reader.applyAsLong(refs);
            RoundAnswer.record(latency, System.nanoTime() - startNs);
            DrainLoop.requireEqual(sum, REFS * (REFS + 1L) / 2);
            rounds++;
        } while (System.nanoTime() - deadlineNs < 0);
        return rounds;
    }
}
