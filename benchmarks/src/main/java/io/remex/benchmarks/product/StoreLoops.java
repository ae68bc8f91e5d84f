package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What values cost that no task sees: put and read again in one process. */
final class StoreLoops {
    private static final int BATCH = 1_000;

    private StoreLoops() {}

    /** {@code put} and {@code get} of a number, one pair after the other. */
    static RoundAnswer putGet(RoundRequest request) {
        try (Remex.Session session = Remex.init()) {
            putGet(request.durationNs("warmup"));
            return RoundAnswer.of("throughput", putGet(request.durationNs("duration")));
        }
    }

    private static double putGet(long durationNs) {
        long startNs = System.nanoTime();
        long pairs = 0;
        long elapsedNs;
        do {
            for (int i = 0; i < BATCH; i++, pairs++) {
                DrainLoop.requireEqual(Remex.put(pairs).get(), pairs);
            }
            elapsedNs = System.nanoTime() - startNs;
        } while (elapsedNs < durationNs);
        return pairs * 1e9 / elapsedNs;
    }

    /** Reads {@code bytes} out of a view into an array, and copies an array of this size, in turn: the ratio of their speeds. */
    static RoundAnswer read(RoundRequest request) {
        byte[] payload = new byte[Math.toIntExact(request.number("bytes"))];
        byte[] target = new byte[payload.length];
        try (Remex.Session session = Remex.init()) {
            ObjectRef<DirectBuffer> ref = Remex.put(new UnsafeBuffer(payload));
            DirectBuffer view = ref.get();
            ratio(view, payload, target, request.durationNs("warmup"));
            double ratio = ratio(view, payload, target, request.durationNs("duration"));
            ref.release();
            return RoundAnswer.of("ratio", ratio);
        }
    }

    private static double ratio(DirectBuffer view, byte[] payload, byte[] target, long durationNs) {
        long readNs = 0;
        long copyNs = 0;
        do {
            long startNs = System.nanoTime();
            view.getBytes(0, target);
            long middleNs = System.nanoTime();
            System.arraycopy(payload, 0, target, 0, payload.length);
            readNs += middleNs - startNs;
            copyNs += System.nanoTime() - middleNs;
        } while (readNs + copyNs < durationNs);
        return (double) copyNs / readNs;
    }
}
