package io.remex.objectstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes and reads arrays of 1 MB and 100 MB, and copies them in the heap, all in one run; prints medians and what part of a plain copy's bandwidth
 * the store has. Not a test: only ratios of one run mean anything. Argument: the directory, {@code /dev/shm} if there is none.
 */
public final class StoreBandwidth {
    private static final double NS_PER_MS = 1e6;

    private StoreBandwidth() {}

    /** What is measured. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    public static void main(String... arguments) throws IOException {
        Path parent = Path.of(arguments.length > 0 ? arguments[0] : "/dev/shm");
        Path root = Files.createTempDirectory(parent, "remex-bandwidth-");
        StoreConfig base = StoreFixture.config(root, 1L << 30, Duration.ofSeconds(1));
        StoreConfig config =
                new StoreConfig(base.directory(), base.memory(), base.spill(), new StoreConfig.Checks(false, false));
        try (ObjectStore writer = ObjectStore.open(config);
                ObjectStore reader = ObjectStore.open(config)) {
            measureCalls(writer, reader);
            measure("1 MB", new double[125_000], 1_000, writer, reader);
            measure("100 MB", new double[12_500_000], 30, writer, reader);
        } finally {
            Files.delete(root);
        }
    }

    private static void measure(String name, double[] source, int rounds, ObjectStore writer, ObjectStore reader)
            throws IOException {
        Arrays.setAll(source, i -> i);
        double[] target = new double[source.length];
        StoredObject kept = put(writer, source);
        double copyNs = median(rounds, () -> System.arraycopy(source, 0, target, 0, source.length));
        double writeNs = median(rounds, () -> put(writer, source).free());
        double ownNs = median(rounds, () -> get(writer, kept.descriptor(), target));
        double foreignNs = median(rounds, () -> get(reader, kept.descriptor(), target));
        double bothNs = median(rounds, () -> {
            StoredObject object = put(writer, source);
            get(reader, object.descriptor(), target);
            object.free();
        });
        kept.free();
        if (!Arrays.equals(source, target)) {
            throw new IOException("what was read is not what was written");
        }
        print(name + " copy in the heap", copyNs, copyNs);
        print(name + " write (warm)", writeNs, copyNs);
        print(name + " read, own", ownNs, copyNs);
        print(name + " read, foreign arena", foreignNs, copyNs);
        print(name + " write and foreign read", bothNs, 2 * copyNs);
    }

    /** What a call costs, apart from the copy. */
    private static void measureCalls(ObjectStore writer, ObjectStore reader) throws IOException {
        StoredObject small = put(writer, new double[1]);
        int calls = 200_000;
        System.out.printf(
                Locale.ROOT,
                "a view of an object: own %.2f us, foreign %.2f us; an object of 8 bytes, written and freed: %.2f us%n",
                perCallUs(calls, () -> writer.view(small.descriptor()).close()),
                perCallUs(calls, () -> reader.view(small.descriptor()).close()),
                perCallUs(calls, () -> put(writer, new double[1]).free()));
        small.free();
    }

    private static double perCallUs(int calls, Work work) throws IOException {
        long startNs = 0;
        for (int i = -calls; i < calls; i++) {
            if (i == 0) {
                startNs = System.nanoTime();
            }
            work.run();
        }
        return (System.nanoTime() - startNs) / 1e3 / calls;
    }

    private static StoredObject put(ObjectStore store, double[] source) {
        try (ObjectWriter out = store.writer((long) source.length * Double.BYTES)) {
            out.write(source, 0, source.length);
            return out.seal();
        }
    }

    private static void get(ObjectStore store, ObjectDescriptor descriptor, double[] target) {
        try (ObjectView view = store.view(descriptor)) {
            ByteBuffer buffer = view.byteBuffer();
            buffer.asDoubleBuffer().get(target);
            view.requireValid();
        }
    }

    private static double median(int rounds, Work work) throws IOException {
        for (int i = 0; i < rounds; i++) {
            work.run();
        }
        long[] times = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long startNs = System.nanoTime();
            work.run();
            times[i] = System.nanoTime() - startNs;
        }
        Arrays.sort(times);
        return times[rounds / 2];
    }

    private static void print(String what, double ns, double referenceNs) {
        System.out.printf(
                Locale.ROOT, "%-30s %9.3f ms  %4.0f %% of a copy%n", what, ns / NS_PER_MS, 100 * referenceNs / ns);
    }
}
