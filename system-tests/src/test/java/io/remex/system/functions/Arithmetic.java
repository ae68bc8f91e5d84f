package io.remex.system.functions;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.Remote;
import java.util.ArrayList;
import java.util.List;

/** Small functions with results that are easy to check. */
public final class Arithmetic {
    private Arithmetic() {}

    @Remote
    public static long add(long left, long right) {
        return left + right;
    }

    @Remote
    public static int add(int left, int right) {
        return left + right;
    }

    /** A result that depends on every bit of both arguments. */
    @Remote
    public static long mix(long seed, int index) {
        long mixed = (seed + index) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 29;
    }

    @Remote
    public static String join(String first, String second, String third) {
        return first + second + third;
    }

    @Remote
    public static long sum(long a, long b, long c, long d, long e, long f, long g, long h) {
        return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h;
    }

    @Remote
    public static void nothing() {
        // only that it ends counts
    }

    @Remote(name = "half", cpus = 0.5)
    public static double half(double value) {
        return value / 2;
    }

    /** Tasks that submit tasks and wait for them. */
    @Remote
    public static int fibonacci(int n) {
        if (n < 2) {
            return n;
        }
        ObjectRef<Integer> left = ArithmeticRemote.fibonacci(n - 1);
        ObjectRef<Integer> right = ArithmeticRemote.fibonacci(n - 2);
        return left.get() + right.get();
    }

    /** Submits so many tasks and adds up what they return. */
    @Remote
    public static long fanOut(int count) {
        List<ObjectRef<Long>> refs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            refs.add(ArithmeticRemote.add((long) i, 1L));
        }
        return Remex.get(refs).stream().mapToLong(Long::longValue).sum();
    }

    /** Not remote: for the error that says so. */
    public static long plain(long value) {
        return value;
    }
}
