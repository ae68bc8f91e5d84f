package io.remex.system.programs;

import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.RemexException;
import io.remex.system.functions.Arithmetic;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.GatesRemote;
import io.remex.system.functions.LargeRemote;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A caller. {@code gate DIRECTORY COUNT} submits so many tasks that wait at a gate, {@code sum COUNT} so many small ones;
 * {@code flood COUNT} so many whose results it never reads, and one whose result it does;
 * {@code hold LENGTH} says {@code caller holds: LENGTH} when it has values in the store, {@code lend LENGTH} says {@code caller lent} when
 * a worker has borrowed one, and both wait to be killed. The others say
 * {@code caller submitted}, then {@code caller done: RESULT} or {@code caller failed: ERROR}.
 */
public final class PlainCaller {
    private PlainCaller() {}

    /** Runs the command of its arguments. */
    public static void main(String... arguments) {
        try (Remex.Session session = Remex.init()) {
            System.out.println("caller open: " + session.runtime().cluster().callers());
            switch (arguments[0]) {
                case "gate" -> gate(arguments[1], Integer.parseInt(arguments[2]));
                case "sum" -> sum(Integer.parseInt(arguments[1]));
                case "lend" -> lend(Integer.parseInt(arguments[1]));
                case "flood" -> flood(Integer.parseInt(arguments[1]));
                case "hold" -> hold(Integer.parseInt(arguments[1]));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (RemexException e) {
            System.out.println("caller failed: " + e);
            System.exit(1);
        }
    }

    private static void gate(String directory, int count) {
        List<ObjectRef<Integer>> refs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            refs.add(GatesRemote.pass(directory, i));
        }
        System.out.println("caller submitted");
        System.out.println("caller done: " + Remex.get(refs));
    }

    /** Has a large value of its own and one of a worker's until it is told to stop. */
    private static void hold(int length) {
        ObjectRef<double[]> own = Remex.put(new double[length]);
        ObjectRef<double[]> result = LargeRemote.scale(own, Arg.value(2.0));
        System.out.println("caller holds: " + result.get().length);
        awaitKilled(own + " and " + result);
    }

    /** Lends a worker a large value until it is told to stop. */
    private static void lend(int length) {
        ObjectRef<double[]> own = Remex.put(new double[length]);
        LargeRemote.keep(own).get();
        System.out.println("caller lent");
        awaitKilled(own.toString());
    }

    private static void awaitKilled(String has) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            System.out.println("caller interrupted, still with " + has);
        }
    }

    /** Submits and never looks at a result. */
    private static void flood(int count) {
        for (int i = 0; i < count; i++) {
            ArithmeticRemote.mix(count, i);
        }
        System.out.println("caller submitted");
        long last = ArithmeticRemote.add((long) count, 1L).get();
        System.out.println("caller done: " + last);
    }

    private static void sum(int count) {
        List<ObjectRef<Long>> refs = new ArrayList<>();
        long expected = 0;
        for (int i = 0; i < count; i++) {
            refs.add(ArithmeticRemote.mix(count, i));
            expected += Arithmetic.mix(count, i);
        }
        System.out.println("caller submitted");
        long sum = 0;
        for (long value : Remex.get(refs)) {
            sum += value;
        }
        System.out.println("caller done: " + (sum == expected ? "right" : "wrong"));
    }
}
