package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Queues {@code tasks} behind one task that occupies the only slot of the only worker, says what each costs in memory, opens the
 * {@code gate} and says how long it takes until the last result was read and checked.
 */
final class DrainLoop {
    private DrainLoop() {}

    static RoundAnswer measure(RoundRequest request) {
        int tasks = Math.toIntExact(request.number("tasks"));
        Path gate = Path.of(request.text("gate"));
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of references cannot be made otherwise
        ObjectRef<Long>[] refs = new ObjectRef[tasks];
        try (Remex.Session session = Remex.init()) {
            warmUp();
            ObjectRef<Boolean> gateKeeper = BenchmarkFunctionsRemote.awaitGate(gate + ".reached", gate.toString());
            BenchmarkFunctions.awaitFile(Path.of(gate + ".reached"));
            long emptyBytes = usedBytes();
            long queueStartNs = System.nanoTime();
            for (int i = 0; i < tasks; i++) {
                refs[i] = BenchmarkFunctionsRemote.next(i);
            }
            double queueSeconds = (System.nanoTime() - queueStartNs) / 1e9;
            double heldBytes = (double) (usedBytes() - emptyBytes) / tasks;
            requireWaiting(gateKeeper, refs[0]);
            long drainStartNs = System.nanoTime();
            Files.createFile(gate);
            for (int i = 0; i < tasks; i++) {
                requireEqual(refs[i].get(), i + 1L);
                refs[i] = null;
            }
            double drainSeconds = (System.nanoTime() - drainStartNs) / 1e9;
            return RoundAnswer.of(Map.of("queue", queueSeconds, "drain", drainSeconds, "held", heldBytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireWaiting(ObjectRef<Boolean> gateKeeper, ObjectRef<Long> first) {
        if (gateKeeper.isReady()) {
            throw new IllegalStateException("the gate was opened by somebody else: " + gateKeeper.get());
        }
        if (first.isReady()) {
            throw new IllegalStateException(
                    "a task has run while another occupied the only slot; it returned " + first.get());
        }
    }

    private static void warmUp() {
        for (long i = 0; i < 100; i++) {
            requireEqual(BenchmarkFunctionsRemote.next(i).get(), i + 1);
        }
    }

    /** What is in use after everything that could be collected was. */
    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static void requireEqual(long result, long expected) {
        if (result != expected) {
            throw new IllegalStateException("a task returned " + result + " instead of " + expected);
        }
    }
}
