package io.remex.system.functions;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.Remote;
import io.remex.objectstore.StoreCounter;
import io.remex.transport.ProcessStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Functions of values above the inline limit. */
public final class Large {
    private static final AtomicReference<ObjectRef<double[]>> KEPT = new AtomicReference<>();

    private Large() {}

    /** A value that is large in one of its parts. */
    public record Cube(String name, double[][] slices) {}

    @Remote
    public static double[] scale(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }

    @Remote
    public static double sum(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).sum();
    }

    @Remote
    public static String join(String a, String b, String c, String d) {
        return a + b + c + d;
    }

    @Remote
    public static int length(String text) {
        return text.length();
    }

    @Remote
    public static String repeat(String text, int times) {
        return text.repeat(times);
    }

    @Remote
    public static Cube transposed(Cube cube) {
        int rows = cube.slices().length;
        int columns = cube.slices()[0].length;
        double[][] transposed = new double[columns][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column][row] = cube.slices()[row][column];
            }
        }
        return new Cube(cube.name() + '\'', transposed);
    }

    /** References that travel unresolved. */
    @Remote
    public static double sumAll(List<ObjectRef<double[]>> refs) {
        double sum = 0;
        for (double[] values : Remex.get(refs)) {
            sum += Arrays.stream(values).sum();
        }
        return sum;
    }

    /** Passes what it was given on to a task of its own, which reads it after this one has ended. */
    @Remote
    public static ObjectRef<Double> passOn(ObjectRef<double[]> ref) {
        return LargeRemote.sum(ref, Arg.value(0), Arg.value(1_000));
    }

    /** Many small values behind references that travel unresolved. */
    @Remote
    public static long total(List<ObjectRef<Long>> refs) {
        return Remex.get(refs).stream().mapToLong(Long::longValue).sum();
    }

    /** Keeps a reference beyond the task, in this process. */
    @Remote
    public static void keep(ObjectRef<double[]> ref) {
        KEPT.set(ref);
    }

    /** Reads what {@link #keep} kept. */
    @Remote
    public static double sumOfKept() {
        return Arrays.stream(KEPT.get().get()).sum();
    }

    /** Lets another task read what {@link #keep} kept, by its value and by its reference. */
    @Remote
    public static List<ObjectRef<Double>> passKeptOn() {
        ObjectRef<double[]> kept = KEPT.get();
        return List.of(LargeRemote.sum(kept, Arg.value(0), Arg.value(1_000)), LargeRemote.sumAll(List.of(kept)));
    }

    /** Lets go of what {@link #keep} kept. */
    @Remote
    public static void letGo() {
        KEPT.getAndSet(null).release();
    }

    /** References in a value. */
    public record Nested(String name, ObjectRef<double[]> ref, List<ObjectRef<double[]>> more) {}

    @Remote
    public static double sumNested(Nested nested) {
        double sum = Arrays.stream(nested.ref().get()).sum();
        for (double[] values : Remex.get(nested.more())) {
            sum += Arrays.stream(values).sum();
        }
        return sum;
    }

    /** A reference of a reference. */
    @Remote
    public static double sumDeep(ObjectRef<ObjectRef<double[]>> outer) {
        return Arrays.stream(outer.get().get()).sum();
    }

    /** A large value that the worker owns. */
    @Remote
    public static ObjectRef<double[]> kept(int length) {
        double[] values = new double[length];
        Arrays.fill(values, 0.5);
        return Remex.put(values);
    }

    @Remote
    public static int failAfterReading(double[] values) {
        throw new IllegalStateException("read " + values.length);
    }

    /** Collects garbage: the only way to find references that code of this process has forgotten. */
    @Remote
    public static void collect() {
        System.gc();
    }

    /** A result that stops at a gate when half of it is written: its rows are made when they are encoded. */
    @Remote
    public static List<double[]> slowlyWritten(String gate, int rows, int columns) {
        return new AbstractList<>() {
            @Override
            public double[] get(int row) {
                if (row == rows / 2) {
                    try {
                        Gates.waitAt(Path.of(gate), row);
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                double[] values = new double[columns];
                Arrays.fill(values, row);
                return values;
            }

            @Override
            public int size() {
                return rows;
            }
        };
    }

    /** How many objects this process has in the store. */
    @Remote
    public static long objects() {
        return ProcessStore.statistics().stream()
                .mapToLong(statistics -> statistics.value(StoreCounter.OBJECTS))
                .sum();
    }
}
