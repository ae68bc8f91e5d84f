package io.remex.examples.kitchensink;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Makes values of a type as reflection sees it, from a seed: often null, empty or extreme. The sizes shrink with depth, so that recursive
 * types end.
 */
final class RandomValues {
    private static final int MAX_DEPTH = 5;
    private static final Map<Class<?>, List<?>> EXTREMES = new HashMap<>();

    static {
        EXTREMES.put(Boolean.class, List.of(true, false));
        EXTREMES.put(Byte.class, List.of(Byte.MIN_VALUE, Byte.MAX_VALUE, (byte) 0));
        EXTREMES.put(Short.class, List.of(Short.MIN_VALUE, Short.MAX_VALUE, (short) -1));
        EXTREMES.put(Character.class, List.of(Character.MIN_VALUE, Character.MAX_VALUE, '\uD800', 'é'));
        EXTREMES.put(Integer.class, List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1));
        EXTREMES.put(Long.class, List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L));
        EXTREMES.put(Float.class, List.of(Float.NaN, -0.0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY));
        EXTREMES.put(Double.class, List.of(Double.NaN, -0.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY));
        EXTREMES.put(String.class, List.of("", "plain", "grün", "日本語", "\uD83D\uDE00", "\uDC00 alone", "\0"));
        EXTREMES.put(
                BigInteger.class,
                List.of(BigInteger.ZERO, BigInteger.TEN.pow(300).negate()));
        EXTREMES.put(
                BigDecimal.class,
                List.of(BigDecimal.ZERO, new BigDecimal("1.00"), new BigDecimal(BigInteger.TWO, Integer.MAX_VALUE)));
        EXTREMES.put(UUID.class, List.of(new UUID(0, 0), new UUID(-1, Long.MIN_VALUE)));
        EXTREMES.put(ByteBuffer.class, List.of(ByteBuffer.allocate(0), ByteBuffer.wrap(new byte[] {1, 2, 3, -4})));
        EXTREMES.put(OptionalInt.class, List.of(OptionalInt.empty(), OptionalInt.of(Integer.MIN_VALUE)));
        EXTREMES.put(OptionalLong.class, List.of(OptionalLong.empty(), OptionalLong.of(Long.MAX_VALUE)));
        EXTREMES.put(OptionalDouble.class, List.of(OptionalDouble.empty(), OptionalDouble.of(Double.NaN)));
        EXTREMES.put(Instant.class, List.of(Instant.MIN, Instant.MAX, Instant.EPOCH));
        EXTREMES.put(Duration.class, List.of(Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE, 7)));
        EXTREMES.put(LocalDate.class, List.of(LocalDate.MIN, LocalDate.MAX, LocalDate.of(2024, 2, 29)));
        EXTREMES.put(LocalTime.class, List.of(LocalTime.MIN, LocalTime.MAX));
        EXTREMES.put(LocalDateTime.class, List.of(LocalDateTime.MIN, LocalDateTime.MAX));
        EXTREMES.put(ZoneOffset.class, List.of(ZoneOffset.MIN, ZoneOffset.MAX, ZoneOffset.UTC));
        EXTREMES.put(ZoneId.class, List.of(ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(3), ZoneId.of("UTC")));
        EXTREMES.put(OffsetTime.class, List.of(OffsetTime.MIN, OffsetTime.MAX));
        EXTREMES.put(OffsetDateTime.class, List.of(OffsetDateTime.MIN, OffsetDateTime.MAX));
        EXTREMES.put(
                ZonedDateTime.class,
                List.of(
                        ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 1, ZoneId.of("Europe/Berlin")),
                        ZonedDateTime.of(2024, 10, 27, 2, 30, 0, 1, ZoneId.of("Europe/Berlin"))
                                .withLaterOffsetAtOverlap()));
        EXTREMES.put(Period.class, List.of(Period.ZERO, Period.of(-1, Integer.MAX_VALUE, 3)));
        EXTREMES.put(Year.class, List.of(Year.of(Year.MIN_VALUE), Year.of(Year.MAX_VALUE)));
        EXTREMES.put(YearMonth.class, List.of(YearMonth.of(Year.MIN_VALUE, 1), YearMonth.of(2024, 12)));
        EXTREMES.put(MonthDay.class, List.of(MonthDay.of(2, 29), MonthDay.of(12, 31)));
        EXTREMES.put(DayOfWeek.class, List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY));
        EXTREMES.put(Month.class, List.of(Month.JANUARY, Month.DECEMBER));
    }

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    /** Whether values of the type can be made here: it has no class that only the class serializer carries, and no reference. */
    static boolean canMake(Type type) {
        return canMake(type, new ArrayList<>());
    }

    private static boolean canMake(Type type, List<Type> open) {
        if (open.contains(type)) {
            return true;
        }
        open.add(type);
        if (type instanceof GenericArrayType array) {
            return canMake(array.getGenericComponentType(), open);
        } else if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            boolean isKnown = raw.isRecord()
                    || raw == Optional.class
                    || Map.class == raw
                    || Collection.class.isAssignableFrom(raw);
            return isKnown
                    && List.of(generic.getActualTypeArguments()).stream().allMatch(argument -> canMake(argument, open))
                    && (!raw.isRecord() || componentsCanBeMade(raw, bindings(generic), open));
        } else if (type instanceof Class<?> plain) {
            return plain.isPrimitive()
                    || EXTREMES.containsKey(plain)
                    || plain == Void.class
                    || plain.isEnum()
                    || plain.isArray() && canMake(plain.getComponentType(), open)
                    || plain.isRecord() && componentsCanBeMade(plain, Map.of(), open);
        }
        return false;
    }

    private static boolean componentsCanBeMade(Class<?> type, Map<TypeVariable<?>, Type> bindings, List<Type> open) {
        for (RecordComponent component : type.getRecordComponents()) {
            Type componentType = component.getGenericType();
            boolean isVariable = !bindings.isEmpty();
            if (!isVariable && !canMake(componentType, open)) {
                return false;
            }
        }
        return true;
    }

    /** A value of the type; null now and then unless it is primitive. */
    Object make(Type type) {
        return make(type, Map.of(), 0);
    }

    private Object make(Type type, Map<TypeVariable<?>, Type> bindings, int depth) {
        if (type instanceof Class<?> plain && plain.isPrimitive()) {
            return extreme(Array.get(Array.newInstance(plain, 1), 0).getClass());
        } else if (random.nextInt(6) == 0 || depth > MAX_DEPTH) {
            return null;
        } else if (type instanceof TypeVariable<?> variable) {
            return make(bindings.get(variable), bindings, depth);
        } else if (type instanceof WildcardType wildcard) {
            return make(wildcard.getUpperBounds()[0], bindings, depth);
        } else if (type instanceof GenericArrayType array) {
            return array(raw(array.getGenericComponentType()), array.getGenericComponentType(), bindings, depth);
        } else if (type instanceof ParameterizedType generic) {
            return generic(generic, bindings, depth);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Void.class) {
            return null;
        } else if (plain.isArray()) {
            return array(plain.getComponentType(), plain.getComponentType(), bindings, depth);
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        } else if (plain.isRecord()) {
            return record(plain, Map.of(), depth);
        }
        return extreme(plain);
    }

    private Object generic(ParameterizedType type, Map<TypeVariable<?>, Type> bindings, int depth) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type first = type.getActualTypeArguments()[0];
        if (raw.isRecord()) {
            Map<TypeVariable<?>, Type> inner = new HashMap<>();
            bindings(type)
                    .forEach((variable, argument) -> inner.put(
                            variable, argument instanceof TypeVariable<?> outer ? bindings.get(outer) : argument));
            return record(raw, inner, depth);
        } else if (raw == Optional.class) {
            return Optional.ofNullable(make(first, bindings, depth + 1));
        } else if (raw == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                map.put(make(first, bindings, depth + 1), make(type.getActualTypeArguments()[1], bindings, depth + 1));
            }
            return map;
        }
        Collection<Object> values = raw == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(make(first, bindings, depth + 1));
        }
        return values;
    }

    private static Map<TypeVariable<?>, Type> bindings(ParameterizedType type) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        TypeVariable<?>[] variables = ((Class<?>) type.getRawType()).getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            bindings.put(variables[i], type.getActualTypeArguments()[i]);
        }
        return bindings;
    }

    private Object array(Class<?> componentClass, Type component, Map<TypeVariable<?>, Type> bindings, int depth) {
        Object array = Array.newInstance(componentClass, random.nextInt(4));
        for (int i = 0; i < Array.getLength(array); i++) {
            Array.set(array, i, make(component, bindings, depth + 1));
        }
        return array;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        } else if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        return (Class<?>) type;
    }

    private Object record(Class<?> type, Map<TypeVariable<?>, Type> bindings, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = make(components[i].getGenericType(), bindings, depth + 1);
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object extreme(Class<?> type) {
        if (type == Integer.class && random.nextBoolean()) {
            return random.nextInt();
        } else if (type == Long.class && random.nextBoolean()) {
            return random.nextLong();
        } else if (type == Double.class && random.nextBoolean()) {
            return random.nextGaussian();
        }
        List<?> values = EXTREMES.get(type);
        return values.get(random.nextInt(values.size()));
    }
}
