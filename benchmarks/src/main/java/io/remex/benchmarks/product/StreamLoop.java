package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import io.remex.Remex;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;

/** Items of a stream of numbers, each taken and read as it comes: one task after the other, so that its begin and end count as well. */
final class StreamLoop {
    private static final int ITEMS = 100_000;

    private StreamLoop() {}

    static RoundAnswer measure(RoundRequest request) {
        try (Remex.Session session = Remex.init()) {
            run(request.durationNs("warmup"));
            return RoundAnswer.of("throughput", run(request.durationNs("duration")));
        }
    }

    private static double run(long durationNs) {
        long startNs = System.nanoTime();
        long items = 0;
        long elapsedNs;
        do {
            try (ObjectRefStream<Long> stream = BenchmarkFunctionsRemote.count(ITEMS)) {
                long sum = 0;
                for (ObjectRef<Long> item : stream) {
                    sum += item.get();
                }
                DrainLoop.requireEqual(sum, ITEMS * (ITEMS - 1L) / 2);
            }
            items += ITEMS;
            elapsedNs = System.nanoTime() - startNs;
        } while (elapsedNs < durationNs);
        return items * 1e9 / elapsedNs;
    }
}
