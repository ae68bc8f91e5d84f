package io.remex.examples.kitchensink;

import io.remex.Remote;
import io.remex.RemoteSubtypes;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Classes that are no records: they travel through the class serializer, which knows those that the compiler saw. */
public final class Classes {
    private Classes() {}

    /** A bean with a superclass, a private nested class and a transient field. */
    public static class Account extends Entity {
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Money[]> limits = new LinkedHashMap<>();
        private transient int cachedHash;

        /** Adds an entry. */
        public Account add(String text, long cents) {
            entries.add(new Entry(text, cents));
            limits.put(text, new Money[] {new Money(cents, Currency.EUR), null});
            cachedHash = 0;
            return this;
        }

        /** The sum of all entries. */
        public long cents() {
            return entries.stream().mapToLong(entry -> entry.cents).sum();
        }

        /** The first limit of a text. */
        public Money limit(String text) {
            return limits.get(text)[0];
        }

        /** What was computed here, and does not travel. */
        public int cachedHash() {
            if (cachedHash == 0) {
                cachedHash = Objects.hash(entries.size(), id);
            }
            return cachedHash;
        }

        private static final class Entry {
            private final String text;
            private final long cents;

            private Entry(String text, long cents) {
                this.text = text;
                this.cents = cents;
            }

            @Override
            public String toString() {
                return text + cents;
            }
        }
    }

    /** Something with an id. */
    public abstract static class Entity {
        protected long id;

        /** Sets the id. */
        public Entity id(long value) {
            id = value;
            return this;
        }

        /** The id. */
        public long id() {
            return id;
        }
    }

    /** A value of a class graph. */
    public record Money(long cents, Currency currency) {}

    /** An enum of a class graph. */
    public enum Currency {
        EUR {
            @Override
            public String symbol() {
                return "€";
            }
        },
        USD;

        /** What is printed behind an amount. */
        public String symbol() {
            return "$";
        }
    }

    /** A record with a component that only this class can name: generated code cannot make it. */
    public record Safe(Secret secret, String label) {
        public Safe(int number, String label) {
            this(new Secret(number), label);
        }

        private record Secret(int number) {}
    }

    /** A node of a graph with cycles. */
    public static final class Node {
        private final String name;
        private final List<Node> neighbours = new ArrayList<>();

        public Node(String name) {
            this.name = name;
        }

        /** The name. */
        public String name() {
            return name;
        }

        /** The nodes next to it. */
        public List<Node> neighbours() {
            return neighbours;
        }
    }

    /** A sealed family: the compiler knows all of it. */
    public sealed interface Shape permits Circle, Polygon {}

    /** A member. */
    public record Circle(double radius) implements Shape {}

    /** A member with members. */
    public abstract static sealed class Polygon implements Shape permits Square, Triangle {}

    /** A member. */
    public static final class Square extends Polygon {
        private final double side;

        public Square(double side) {
            this.side = side;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Square that && side == that.side;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(side);
        }
    }

    /** A member that is open again, but concrete. */
    public static non-sealed class Triangle extends Polygon {
        private final double[] sides;

        public Triangle(double... sides) {
            this.sides = sides.clone();
        }

        /** The sum of its sides. */
        public double perimeter() {
            return sides[0] + sides[1] + sides[2];
        }
    }

    /** An open interface whose classes are named where it is declared. */
    @RemoteSubtypes({Fixed.class, Percentage.class})
    public interface Discount {
        /** The price after it. */
        long apply(long cents);
    }

    /** A discount. */
    public record Fixed(long cents) implements Discount {
        @Override
        public long apply(long price) {
            return price - cents;
        }
    }

    /** A discount. */
    public record Percentage(int percent) implements Discount {
        @Override
        public long apply(long price) {
            return price - price * percent / 100;
        }
    }

    /** A record whose component is anything, out of three named classes. */
    public record Envelope(
            @RemoteSubtypes({Money.class, Fixed.class, int[].class})
            Object content,

            String label) {}

    /** A generic class. */
    public static final class Box<T> {
        private T content;

        /** Puts something in. */
        public Box<T> content(T value) {
            content = value;
            return this;
        }

        /** What is in. */
        public T content() {
            return content;
        }
    }

    /** A class the compiler does not see: it is in no signature. */
    public record Unseen(int value) implements Discount {
        @Override
        public long apply(long price) {
            return value;
        }
    }

    @Remote
    public static Account deposit(Account account, String text, long cents) {
        return account.add(text, cents);
    }

    @Remote
    public static Node echoNode(Node value) {
        return value;
    }

    @Remote
    public static Shape echoShape(Shape value) {
        return value;
    }

    @Remote
    public static List<Shape> echoShapes(List<Shape> value) {
        return value;
    }

    @Remote
    public static long discounted(long cents, Discount discount) {
        return discount.apply(cents);
    }

    @Remote
    public static Envelope echoEnvelope(Envelope value) {
        return value;
    }

    @Remote
    @RemoteSubtypes({Money.class, ArrayList.class})
    public static Object echoAnything(Object value) {
        return value;
    }

    @Remote
    public static Box<Money> echoBox(Box<Money> value) {
        return value;
    }

    @Remote
    public static Box<List<Box<String>>> echoBoxes(Box<List<Box<String>>> value) {
        return value;
    }

    @Remote
    public static Safe echoSafe(Safe value) {
        return value;
    }

    @Remote
    public static Date echoDate(Date value) {
        return value;
    }

    @Remote
    public static TreeMap<String, Money> echoTreeMap(TreeMap<String, Money> value) {
        return value;
    }
}
