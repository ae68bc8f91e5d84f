package io.remex.examples.kitchensink;

import io.remex.Placement;
import io.remex.Remote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** Shapes of declarations: overloads, {@code void}, exceptions, type variables, names that collide. */
public final class Declarations {
    private static final AtomicReference<String> LAST_NOTE = new AtomicReference<>("");

    private Declarations() {}

    /** An exception of our own that says more than a text. */
    public static final class OutOfStockException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int missing;

        public OutOfStockException(String message, int missing) {
            super(message);
            this.missing = missing;
        }

        /** How many there are too few. */
        public int missing() {
            return missing;
        }
    }

    /** An exception that cannot travel as itself: only its text does. */
    public static final class StuckException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Object ignored = new Object();
        private final Thread thread = Thread.currentThread();

        @Override
        public String getMessage() {
            return thread + " " + ignored;
        }
    }

    /** What {@link #note} was last called with. */
    public static String lastNote() {
        return LAST_NOTE.get();
    }

    @Remote
    public static void nothing() {}

    @Remote
    public static int answer() {
        return 42;
    }

    @Remote
    public static void note(String text) throws IOException {
        if (text == null) {
            throw new IOException("no text");
        }
        LAST_NOTE.set(text);
    }

    @Remote(
            name = "declarations-tuned",
            cpus = 0.5,
            gpus = 1,
            memory = 1L << 30,
            resources = "fpga=1, licence=0.5",
            maxRetries = 0,
            retryOn = {IOException.class, IllegalStateException.class},
            timeout = "250ms",
            placement = Placement.SPREAD,
            affinity = "!spot, prefer disk=ssd|nvme",
            priority = -1)
    public static String tuned(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    @Remote
    public static int take(int stock, int wanted) throws OutOfStockException, StuckException {
        if (wanted > stock) {
            throw new OutOfStockException("only " + stock, wanted - stock);
        }
        return stock - wanted;
    }

    @Remote
    public static String kind(int value) {
        return "int " + value;
    }

    @Remote
    public static String kind(long value) {
        return "long " + value;
    }

    @Remote
    public static String kind(Integer value) {
        return "Integer " + value;
    }

    @Remote
    public static String kind(Object[] value) {
        return "Object[] " + value.length;
    }

    @Remote
    public static String kind(int value, String more) {
        return "int, String " + value + more;
    }

    @Remote
    public static String kind(List<String> value) {
        return "List " + value;
    }

    @Remote
    public static String kind() {
        return "none";
    }

    @Remote
    public static int sum(int first, int... more) {
        int sum = first;
        for (int item : more) {
            sum += item;
        }
        return sum;
    }

    @Remote
    public static <T extends Number> T first(List<T> numbers) {
        return numbers.get(0);
    }

    @Remote
    public static <N extends Number, M extends N> double total(List<M> numbers, N more) {
        return numbers.stream().mapToDouble(Number::doubleValue).sum() + more.doubleValue();
    }

    @Remote
    public static <X extends Exception> String unused(String text) throws X {
        return text;
    }

    @Remote
    public static int sumOfFour(int a, int b, Integer c, long d) {
        return a + b + c + (int) d;
    }

    @Remote
    public static List<Integer> sorted(List<Integer> options, int submission, String arguments, Integer result) {
        List<Integer> sorted = new ArrayList<>(options);
        sorted.add(submission);
        sorted.add(arguments.length());
        sorted.add(result);
        Collections.sort(sorted);
        return sorted;
    }

    /** Two methods whose constants would have the same name, and one that generated code would like to have. */
    @Remote
    public static int lastPrice(int value) {
        return value;
    }

    @Remote
    public static int last_price(int value) {
        return -value;
    }

    @Remote
    public static Object[] cast(List<? super Integer> value) {
        return value.toArray();
    }

    @Remote
    @Deprecated
    public static int old(int value) {
        return value;
    }

    @Remote
    static String packagePrivate(String value) {
        return value + "!";
    }

    @Remote
    protected static String guarded(String value) {
        return value + "?";
    }

    /** Nested classes have stubs of their own. */
    public static final class Inner {
        private Inner() {}

        @Remote
        public static int twice(int value) {
            return 2 * value;
        }

        /** A record that declares a remote method, with a parameter of its own type. */
        public record Deepest(int value) {
            @Remote
            public static Deepest next(Deepest from) {
                return new Deepest(from.value + 1);
            }
        }
    }

    /** An interface that declares a remote method. */
    interface Hidden {
        @Remote
        static String whisper(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /** An enum that declares one. */
    enum Level {
        LOW,
        HIGH;

        @Remote
        static Level highest(List<Level> levels) {
            return Collections.max(levels);
        }
    }
}
