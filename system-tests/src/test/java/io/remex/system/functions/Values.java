package io.remex.system.functions;

import io.remex.Remote;
import io.remex.RemoteSubtypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Functions that return what they are given, one for each group of types, and values of chosen sizes. */
public final class Values {
    private Values() {}

    /** An enum whose constants have classes of their own. */
    public enum Side {
        BUY {
            @Override
            public int sign() {
                return 1;
            }
        },
        SELL {
            @Override
            public int sign() {
                return -1;
            }
        };

        public abstract int sign();
    }

    /** A generic record. */
    public record Pair<A, B>(A first, B second) {}

    /** A record of records and collections. */
    public record Position(
            String name, Side side, double[] weights, List<Pair<String, Integer>> legs, Position hedge) {}

    /** A class without a codec of its own. */
    public static final class Curve {
        private String name;
        private double[] rates;
        private Curve parent;

        /** For the serializer. */
        public Curve() {}

        public Curve(String name, double[] rates, Curve parent) {
            this.name = name;
            this.rates = rates;
            this.parent = parent;
        }

        public String name() {
            return name;
        }

        public double[] rates() {
            return rates;
        }

        public Curve parent() {
            return parent;
        }
    }

    /** An open type with named subtypes. */
    public interface Shape {
        double area();
    }

    /** A subtype. */
    public record Circle(double radius) implements Shape {
        @Override
        public double area() {
            return Math.PI * radius * radius;
        }
    }

    /** A subtype. */
    public record Square(double side) implements Shape {
        @Override
        public double area() {
            return side * side;
        }
    }

    @Remote
    public static boolean echoBoolean(boolean value) {
        return value;
    }

    @Remote
    public static byte echoByte(byte value) {
        return value;
    }

    @Remote
    public static short echoShort(short value) {
        return value;
    }

    @Remote
    public static char echoChar(char value) {
        return value;
    }

    @Remote
    public static int echoInt(int value) {
        return value;
    }

    @Remote
    public static long echoLong(long value) {
        return value;
    }

    @Remote
    public static float echoFloat(float value) {
        return value;
    }

    @Remote
    public static double echoDouble(double value) {
        return value;
    }

    @Remote
    public static Integer echoBoxed(Integer value) {
        return value;
    }

    @Remote
    public static String echoString(String value) {
        return value;
    }

    @Remote
    public static byte[] echoBytes(byte[] value) {
        return value;
    }

    @Remote
    public static double[][] echoMatrix(double[][] value) {
        return value;
    }

    @Remote
    public static String[] echoStrings(String[] value) {
        return value;
    }

    @Remote
    public static Side echoEnum(Side value) {
        return value;
    }

    @Remote
    public static Position echoRecord(Position value) {
        return value;
    }

    @Remote
    public static List<String> echoList(List<String> value) {
        return value;
    }

    @Remote
    public static Set<Side> echoSet(Set<Side> value) {
        return value;
    }

    @Remote
    public static Map<String, List<Pair<Integer, Double>>> echoMap(Map<String, List<Pair<Integer, Double>>> value) {
        return value;
    }

    @Remote
    public static Optional<String> echoOptional(Optional<String> value) {
        return value;
    }

    @Remote
    public static Pair<OptionalInt, Pair<OptionalLong, OptionalDouble>> echoOptionals(
            Pair<OptionalInt, Pair<OptionalLong, OptionalDouble>> value) {
        return value;
    }

    /** All of {@code java.time} that has a codec. */
    public record Times(
            Instant instant,
            Duration duration,
            Period period,
            LocalDate date,
            LocalTime time,
            LocalDateTime dateTime,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Year year,
            YearMonth month) {}

    @Remote
    public static Times echoTimes(Times value) {
        return value;
    }

    @Remote
    public static BigDecimal echoDecimal(BigDecimal value) {
        return value;
    }

    @Remote
    public static BigInteger echoInteger(BigInteger value) {
        return value;
    }

    @Remote
    public static UUID echoUuid(UUID value) {
        return value;
    }

    @Remote
    public static ByteBuffer echoBuffer(ByteBuffer value) {
        return value;
    }

    @Remote
    public static Curve echoClass(Curve value) {
        return value;
    }

    @Remote
    @RemoteSubtypes({Circle.class, Square.class})
    public static Shape larger(
            @RemoteSubtypes({Circle.class, Square.class}) Shape first,
            @RemoteSubtypes({Circle.class, Square.class}) Shape second) {
        return first.area() >= second.area() ? first : second;
    }

    @Remote
    public static int length(byte[] value) {
        return value.length;
    }

    @Remote
    public static byte[] bytes(int length) {
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = (byte) i;
        }
        return value;
    }
}
