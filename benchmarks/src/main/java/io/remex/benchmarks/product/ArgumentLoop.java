package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Calls with an argument of {@code bytes}, one after the other, passed {@code by} value or by ref: as an array, of which the worker reads
 * everything, or as a view, of which it reads three numbers. A call without anything large follows each, on the same lane: what
 * the argument costs is the difference.
 */
final class ArgumentLoop {
    private static final long SEED = 42;

    private ArgumentLoop() {}

    /** The call, and what it must return. */
    private record Subject(Supplier<ObjectRef<Long>> call, long expected) {}

    static RoundAnswer measure(RoundRequest request) {
        byte[] payload = new byte[Math.toIntExact(request.number("bytes"))];
        new SplittableRandom(SEED).nextBytes(payload);
        try (Remex.Session session = Remex.init()) {
            Subject subject = subject(request.text("by"), payload);
            call(subject, request.durationNs("warmup"), RoundAnswer.newHistogram(), RoundAnswer.newHistogram());
            Histogram latency = RoundAnswer.newHistogram();
            Histogram small = RoundAnswer.newHistogram();
            call(subject, request.durationNs("duration"), latency, small);
            return new RoundAnswer(Map.of("noop.p50", small.getValueAtPercentile(50) / 1e3), latency, "");
        }
    }

    private static Subject subject(String by, byte[] payload) {
        DirectBuffer buffer = new UnsafeBuffer(payload);
        switch (by) {
            case "value" -> {
                return new Subject(() -> BenchmarkFunctionsRemote.sum(payload), BenchmarkFunctions.sum(payload));
            }
            case "ref" -> {
                ObjectRef<byte[]> ref = Remex.put(payload);
                return new Subject(() -> BenchmarkFunctionsRemote.sum(ref), BenchmarkFunctions.sum(payload));
            }
            case "view" -> {
                return new Subject(() -> BenchmarkFunctionsRemote.glance(buffer), BenchmarkFunctions.glance(buffer));
            }
            case "ref-view" -> {
                ObjectRef<DirectBuffer> ref = Remex.put(buffer);
                return new Subject(() -> BenchmarkFunctionsRemote.glance(ref), BenchmarkFunctions.glance(buffer));
            }
            default -> throw new IllegalArgumentException("no way to pass an argument is called " + by);
        }
    }

    private static void call(Subject subject, long durationNs, Histogram latency, Histogram small) {
        long deadlineNs = System.nanoTime() + durationNs;
        long calls = 0;
        do {
            long startNs = System.nanoTime();
            DrainLoop.requireEqual(subject.call().get().get(), subject.expected());
            long largeNs = System.nanoTime();
            DrainLoop.requireEqual(BenchmarkFunctionsRemote.next(calls).get(), calls + 1);
            RoundAnswer.record(small, System.nanoTime() - largeNs);
            RoundAnswer.record(latency, largeNs - startNs);
            calls++;
        } while (System.nanoTime() - deadlineNs < 0);
    }
}
