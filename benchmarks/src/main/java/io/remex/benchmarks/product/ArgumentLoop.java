package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Calls with an argument of {@code bytes}, one after the other, passed {@code by} value or by ref; the worker reads all of it. */
final class ArgumentLoop {
    private static final long SEED = 42;

    private ArgumentLoop() {}

    static RoundAnswer measure(RoundRequest request) {
        byte[] payload = new byte[Math.toIntExact(request.number("bytes"))];
        new SplittableRandom(SEED).nextBytes(payload);
        long expected = BenchmarkFunctions.sum(payload);
        try (Remex.Session session = Remex.init()) {
            ObjectRef<byte[]> ref = request.text("by").equals("ref") ? Remex.put(payload) : null;
            call(payload, ref, expected, request.durationNs("warmup"), RoundAnswer.newHistogram());
            Histogram latency = RoundAnswer.newHistogram();
            long calls = call(payload, ref, expected, request.durationNs("duration"), latency);
            return new RoundAnswer(Map.of("calls", (double) calls), latency, "");
        }
    }

    private static long call(byte[] payload, ObjectRef<byte[]> ref, long expected, long durationNs, Histogram latency) {
        long deadlineNs = System.nanoTime() + durationNs;
        long calls = 0;
        do {
            long startNs = System.nanoTime();
            ObjectRef<Long> sum =
                    ref == null ? BenchmarkFunctionsRemote.sum(payload) : BenchmarkFunctionsRemote.sum(ref);
            DrainLoop.requireEqual(sum.get(), expected);
            RoundAnswer.record(latency, System.nanoTime() - startNs);
            calls++;
        } while (System.nanoTime() - deadlineNs < 0);
        return calls;
    }
}
