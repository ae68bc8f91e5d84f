package io.remex.benchmarks.product;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/** What the workers of the rig run. Every result can be checked by its caller. */
public final class BenchmarkFunctions {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GATE_POLL_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private BenchmarkFunctions() {}

    /** The empty task: the result proves that it ran. */
    @Remote
    public static long next(long value) {
        return value + 1;
    }

    /** Reads references that travelled unresolved. */
    @Remote
    public static long total(List<ObjectRef<Long>> refs) {
        return Remex.get(refs).stream().mapToLong(Long::longValue).sum();
    }

    /** Numbers from 0 on, one by one. */
    @Remote
    public static Stream<Long> count(long items) {
        return LongStream.range(0, items).boxed();
    }

    /** Work of a chosen length that no compiler can skip: steps of a linear congruential generator. */
    @Remote
    public static long burn(long seed, long steps) {
        long state = seed;
        for (long i = 0; i < steps; i++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        }
        return state;
    }

    /** Reads every byte of a value, eight at a time, so that reading costs little beside passing it; the last ones if fewer are left, too. */
    @Remote
    public static long sum(byte[] payload) {
        long sum = 0;
        int at = 0;
        for (; at <= payload.length - Long.BYTES; at += Long.BYTES) {
            sum += (long) LONG.get(payload, at);
        }
        for (; at < payload.length; at++) {
            sum += payload[at];
        }
        return sum;
    }

    /** Looks at a value in three places, and at its length. */
    @Remote
    public static long glance(DirectBuffer payload) {
        int length = payload.capacity();
        return length
                ^ payload.getLong(0)
                ^ payload.getLong(length / 2 - Long.BYTES)
                ^ payload.getLong(length - Long.BYTES);
    }

    /** Makes the first file, then occupies its slot until the second is there; fails after two minutes, or when it is interrupted. */
    @Remote(maxRetries = 0)
    public static boolean awaitGate(String reached, String gate) {
        try {
            Files.createFile(Path.of(reached));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitFile(Path.of(gate));
        return true;
    }

    /** Waits until a file is there; fails after two minutes, or when the thread is interrupted. */
    static void awaitFile(Path file) {
        long deadlineNs = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Files.exists(file)) {
            if (Thread.currentThread().isInterrupted() || System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("nobody has made " + file);
            }
            LockSupport.parkNanos(GATE_POLL_NS);
        }
    }

    /** What the live threads of the worker have allocated since they began, in bytes. */
    @Remote
    public static long allocatedBytes() {
        return Allocation.ofAllThreads();
    }
}
