package io.remex.examples.kitchensink;

import io.remex.Remote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records and enums: nested, generic, recursive, empty. */
public final class Records {
    private Records() {}

    /** Directions with bodies of their own: each constant has a class of its own. */
    public enum Direction {
        NORTH {
            @Override
            Direction opposite() {
                return SOUTH;
            }
        },
        SOUTH {
            @Override
            Direction opposite() {
                return NORTH;
            }
        };

        abstract Direction opposite();
    }

    /** No components. */
    public record Empty() {}

    /** Every primitive. */
    public record Flat(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    /** References of all kinds. */
    public record Mixed(
            String text,
            Direction direction,
            Flat flat,
            double[] numbers,
            List<Flat> flats,
            Map<Direction, Set<String>> names,
            Optional<BigDecimal> amount,
            Instant at,
            Empty empty) {}

    /** Generic: each parameterisation has a codec of its own. */
    public record Pair<A, B>(A first, B second) {}

    /** A tree, through a list and through itself. */
    public record Tree(int value, Tree left, List<Tree> rest, Map<String, List<Tree>> named) {}

    /** Half of a circle of types. */
    public record Chicken(String name, Egg egg) {}

    /** The other half. */
    public record Egg(long laid, Chicken[] chickens) {}

    /** A record that checks itself and comes with accessors that work. */
    public record Range(int low, int high) {
        public Range {
            if (low > high) {
                throw new IllegalArgumentException("low=" + low + " is above high=" + high);
            }
        }
    }

    /** A list of its own type: the parameter stays the same with each level. */
    public record Chain<T>(T value, Chain<T> next) {}

    /** Names that generated code has reasons to use itself. */
    public record Names(int value, int in, int out, String arguments, String options, Names submission) {}

    @Remote
    public static Direction echoDirection(Direction value) {
        return value;
    }

    @Remote
    public static Direction[] echoDirections(Direction[] value) {
        return value;
    }

    @Remote
    public static Empty echoEmpty(Empty value) {
        return value;
    }

    @Remote
    public static Flat echoFlat(Flat value) {
        return value;
    }

    @Remote
    public static Mixed echoMixed(Mixed value) {
        return value;
    }

    @Remote
    public static Pair<String, Double> echoPair(Pair<String, Double> value) {
        return value;
    }

    @Remote
    public static Pair<Pair<Direction, int[]>, List<Pair<String, Double>>> echoPairs(
            Pair<Pair<Direction, int[]>, List<Pair<String, Double>>> value) {
        return value;
    }

    @Remote
    public static Pair<Integer, String>[] echoPairArray(Pair<Integer, String>[] value) {
        return value;
    }

    @Remote
    public static Tree echoTree(Tree value) {
        return value;
    }

    @Remote
    public static Chicken echoChicken(Chicken value) {
        return value;
    }

    @Remote
    public static Egg echoEgg(Egg value) {
        return value;
    }

    @Remote
    public static Chain<Mixed> echoChain(Chain<Mixed> value) {
        return value;
    }

    @Remote
    public static Names echoNames(Names value) {
        return value;
    }

    @Remote
    public static int width(Range range) {
        return range.high() - range.low();
    }

    @Remote
    public static Direction opposite(Direction value) {
        return value.opposite();
    }
}
