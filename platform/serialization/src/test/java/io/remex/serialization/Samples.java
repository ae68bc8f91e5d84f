package io.remex.serialization;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Classes as users write them, one of each kind that Fory treats in its own way. */
final class Samples {
    private Samples() {}

    static List<Class<?>> all() {
        return List.of(
                Node.class,
                Tree.class,
                Quote.class,
                Side.class,
                Base.class,
                Derived.class,
                Everything.class,
                Pair.class,
                Book.class,
                Curve.class,
                Failed.class,
                Replaced.class,
                Surrogate.class,
                Single.class,
                External.class,
                Handwritten.class);
    }

    /** Private final fields, no constructor without parameters, cycles. */
    static final class Node {
        private final String name;
        private Node next;
        private final List<Node> others = new ArrayList<>();

        Node(String name) {
            this.name = name;
        }

        Node next(Node value) {
            next = value;
            return this;
        }

        String name() {
            return name;
        }

        Node next() {
            return next;
        }

        List<Node> others() {
            return others;
        }
    }

    /** Not final, so that its class is written with each child. */
    static class Tree {
        int value;
        Tree left;
        Tree right;
        Object payload;

        Tree(int value, Tree left, Tree right, Object payload) {
            this.value = value;
            this.left = left;
            this.right = right;
            this.payload = payload;
        }
    }

    record Quote(String symbol, double price, Side side, List<Double> ladder) {
        Quote {
            if (price < 0) {
                throw new IllegalArgumentException("price=" + price);
            }
        }
    }

    enum Side {
        BUY {
            @Override
            int sign() {
                return 1;
            }
        },
        SELL {
            @Override
            int sign() {
                return -1;
            }
        };

        abstract int sign();
    }

    static class Base {
        private final int id;

        Base(int id) {
            this.id = id;
        }

        int id() {
            return id;
        }
    }

    static final class Derived extends Base {
        private final String label;

        Derived(int id, String label) {
            super(id);
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    static final class Everything {
        boolean aBoolean = true;
        byte aByte = -1;
        short aShort = Short.MIN_VALUE;
        char aChar = '\uD800';
        int anInt = Integer.MIN_VALUE;
        long aLong = Long.MAX_VALUE;
        float aFloat = Float.MIN_VALUE;
        double aDouble = -0.0;
        Integer boxed = 7;
        Long noLong;
        String text = "lone \uDC00 surrogate";
        byte[] bytes = {1, 2, 3};
        int[] ints = {1, -1};
        double[] doubles = {Double.NaN, Double.NEGATIVE_INFINITY};
        String[] texts = {"a", null};
        int[][] matrix = {{1}, {}, null};
        Object[] objects = {1, "two", null, new Base(3)};
        Map<String, List<Integer>> map = new TreeMap<>(Map.of("k", List.of(1, 2)));
        Side side = Side.SELL;
        BigDecimal decimal = new BigDecimal(BigInteger.TWO.pow(100), -2_000_000_000);
        BigInteger integer = BigInteger.TWO.pow(100).negate();
        BigDecimal noDecimal;
        ZonedDateTime hour = ZonedDateTime.ofInstant(Instant.ofEpochSecond(1_729_992_600), ZoneId.of("Europe/Paris"));
        Object same = hour;
        transient String skipped = "initial";
    }

    record Pair<A, B>(A first, B second) {}

    /** A list with a field of its own. */
    static final class Book extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
        private Base owner;

        Book owner(Base value) {
            owner = value;
            return this;
        }

        Base owner() {
            return owner;
        }
    }

    /** A map with a field of its own. */
    static final class Curve extends TreeMap<Integer, Double> {
        private static final long serialVersionUID = 1L;
        String name;
    }

    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient int skipped = 1;
        private final Base subject;

        Failed(String message, Base subject, Throwable cause) {
            super(message, cause);
            this.subject = subject;
        }

        Base subject() {
            return subject;
        }

        int skipped() {
            return skipped;
        }
    }

    /** The pattern of the serialization proxy. */
    static final class Replaced implements Serializable {
        private static final long serialVersionUID = 1L;
        private final transient Thread owner = Thread.currentThread();
        private final int value;

        Replaced(int value) {
            this.value = value;
        }

        int value() {
            return value;
        }

        Thread owner() {
            return owner;
        }

        @Serial
        private Object writeReplace() {
            return new Surrogate(value);
        }
    }

    static final class Surrogate implements Serializable {
        private static final long serialVersionUID = 1L;
        private final int value;

        Surrogate(int value) {
            this.value = value;
        }

        @Serial
        private Object readResolve() {
            return new Replaced(value);
        }
    }

    static final class Single implements Serializable {
        private static final long serialVersionUID = 1L;
        static final Single INSTANCE = new Single();

        private Single() {}

        @Serial
        private Object readResolve() {
            return INSTANCE;
        }
    }

    public static final class External implements Externalizable {
        private int value;

        public External() {}

        External(int value) {
            this.value = value;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(value);
            out.writeObject(List.of(value));
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            value = in.readInt();
            if (!List.of(value).equals(in.readObject())) {
                throw new IOException("the list is not there");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof External that && value == that.value;
        }

        @Override
        public int hashCode() {
            return Objects.hash(value);
        }
    }

    static final class Handwritten implements Serializable {
        private static final long serialVersionUID = 1L;
        private Base owner;
        private transient String secret;

        Handwritten(String secret) {
            this.secret = secret;
        }

        String secret() {
            return secret;
        }

        Handwritten owner(Base value) {
            owner = value;
            return this;
        }

        Base owner() {
            return owner;
        }

        @Serial
        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeUTF(new StringBuilder(secret).reverse().toString());
        }

        @Serial
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            secret = new StringBuilder(in.readUTF()).reverse().toString();
        }
    }

    /** What a hostile sender would like to see made. Never registered. */
    static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1L;
        static int made;
        int value;

        Gadget() {
            made++;
        }
    }
}
