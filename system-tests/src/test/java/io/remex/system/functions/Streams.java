package io.remex.system.functions;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.Remote;
import io.remex.RemoteResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Functions that give their results one by one. Item {@code i} leaves the note {@code made-i} before it is given; a stream that is
 * closed leaves {@code closed}. The item numbered {@code gate} waits until the file {@code open} is there.
 */
public final class Streams {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private Streams() {}

    /** Two results of one task. */
    @RemoteResults
    public record Greeks(double price, double[] delta) {}

    @Remote
    public static Stream<Integer> numbers(String directory, int count, int gate) {
        return IntStream.range(0, count)
                .mapToObj(i -> made(Path.of(directory), i, gate))
                .onClose(() -> note(Path.of(directory), "closed"));
    }

    @Remote
    public static Iterator<String> words(List<String> words) {
        return words.iterator();
    }

    /** Fails after the first items. */
    @Remote
    public static Iterator<Integer> failing(int count) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                if (next == count) {
                    throw new NoSuchElementException("there is no item " + count);
                }
                return next++;
            }
        };
    }

    @Remote
    public static Stream<double[]> blocks(int count, int length) {
        return IntStream.range(0, count).mapToObj(i -> {
            double[] block = new double[length];
            block[length - 1] = i;
            return block;
        });
    }

    @Remote
    public static Stream<Holder> holders(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Holder(ArithmeticRemote.add((long) i, 1L)));
    }

    /** A value with a reference inside. */
    public record Holder(ObjectRef<Long> ref) {}

    /** A task that takes the items of another one. */
    @Remote
    public static long sumOfNumbers(String directory, int count) {
        try (Stream<Integer> values =
                StreamsRemote.numbers(directory, count, -1).values()) {
            return values.mapToLong(Integer::longValue).sum();
        }
    }

    @Remote
    public static Greeks greeks(double price, int length) {
        if (price < 0) {
            throw new IllegalArgumentException("price " + price);
        }
        double[] delta = new double[length];
        delta[0] = price;
        return new Greeks(price, delta);
    }

    private static int made(Path directory, int i, int gate) {
        long startNs = System.nanoTime();
        while (i == gate && !Files.exists(directory.resolve("open"))) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted at the gate");
            }
            if (System.nanoTime() - startNs > PATIENCE_NS) {
                throw new IllegalStateException("nobody opened the gate");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        note(directory, "made-" + i);
        return i;
    }

    private static void note(Path directory, String name) {
        try {
            Files.writeString(directory.resolve(name), Remex.isInitialized() ? "by a task" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
