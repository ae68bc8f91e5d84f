package io.remex.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Every codec with the values at which one could go wrong. */
final class CodecCases {
    private CodecCases() {}

    record Case<T>(Codec<T> codec, List<T> values) {
        @Override
        public String toString() {
            return codec.layout();
        }
    }

    @SafeVarargs
    private static <T> Case<T> of(Codec<T> codec, T... values) {
        return new Case<>(codec, Arrays.asList(values));
    }

    @SafeVarargs
    private static <T> Case<T> nullable(Codec<T> codec, T... values) {
        List<T> all = new ArrayList<>(Arrays.asList(values));
        all.add(null);
        return new Case<>(codec, all);
    }

    static Stream<Case<?>> all() {
        return Stream.of(primitives(), boxes(), values(), times(), arrays(), containers())
                .flatMap(cases -> cases);
    }

    private static Stream<Case<?>> primitives() {
        return Stream.of(
                of(PrimitiveCodecs.BOOLEAN, true, false),
                of(PrimitiveCodecs.BYTE, Byte.MIN_VALUE, (byte) -1, (byte) 0, Byte.MAX_VALUE),
                of(PrimitiveCodecs.SHORT, Short.MIN_VALUE, (short) 0x0102, Short.MAX_VALUE),
                of(PrimitiveCodecs.CHAR, '\0', 'a', '\uD800', '\uFFFF'),
                of(PrimitiveCodecs.INT, Integer.MIN_VALUE, -1, 0, 0x01020304, Integer.MAX_VALUE),
                of(PrimitiveCodecs.LONG, Long.MIN_VALUE, -1L, 0x0102030405060708L, Long.MAX_VALUE),
                of(PrimitiveCodecs.FLOAT, -0.0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NaN),
                of(PrimitiveCodecs.DOUBLE, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Double.NaN),
                new Case<>(PrimitiveCodecs.VOID, Collections.<Void>singletonList(null)));
    }

    private static Stream<Case<?>> boxes() {
        return Stream.of(
                nullable(PrimitiveCodecs.BOXED_BOOLEAN, true, false),
                nullable(PrimitiveCodecs.BOXED_BYTE, (byte) 1),
                nullable(PrimitiveCodecs.BOXED_SHORT, (short) -2),
                nullable(PrimitiveCodecs.BOXED_CHAR, 'x'),
                nullable(PrimitiveCodecs.BOXED_INT, 0, Integer.MIN_VALUE),
                nullable(PrimitiveCodecs.BOXED_LONG, 0L, Long.MIN_VALUE),
                nullable(PrimitiveCodecs.BOXED_FLOAT, Float.NaN),
                nullable(PrimitiveCodecs.BOXED_DOUBLE, 0.1));
    }

    private static Stream<Case<?>> values() {
        return Stream.of(
                nullable(
                        ValueCodecs.STRING,
                        "",
                        "a",
                        "\0",
                        "caf\u00E9 \u00FF",
                        "\u0100",
                        "\uD83D\uDE00",
                        "\uD800",
                        "\uDC00\uD800",
                        "mixed \u20AC end",
                        "x".repeat(100_000)),
                nullable(
                        ValueCodecs.BIG_INTEGER,
                        BigInteger.ZERO,
                        BigInteger.ONE.negate(),
                        BigInteger.valueOf(128),
                        BigInteger.TWO.pow(4_000).negate()),
                nullable(
                        ValueCodecs.BIG_DECIMAL,
                        BigDecimal.ZERO,
                        new BigDecimal("0.00"),
                        new BigDecimal("-1.10"),
                        new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE),
                        new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE),
                        new BigDecimal("1E+1000")),
                nullable(ValueCodecs.UUID, new UUID(0, 0), new UUID(Long.MIN_VALUE, -1)),
                nullable(
                        ValueCodecs.OPTIONAL_INT,
                        OptionalInt.empty(),
                        OptionalInt.of(0),
                        OptionalInt.of(Integer.MIN_VALUE)),
                nullable(ValueCodecs.OPTIONAL_LONG, OptionalLong.empty(), OptionalLong.of(Long.MAX_VALUE)),
                nullable(ValueCodecs.OPTIONAL_DOUBLE, OptionalDouble.empty(), OptionalDouble.of(Double.NaN)),
                nullable(
                        ValueCodecs.BYTE_BUFFER,
                        ByteBuffer.allocate(0),
                        ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3),
                        ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN)),
                nullable(new EnumCodec<>(TimeUnit.class), TimeUnit.values()),
                nullable(new EnumCodec<>(Empty.class)));
    }

    enum Empty {}

    private static Stream<Case<?>> times() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        LocalDateTime twice = LocalDateTime.of(2024, 10, 27, 2, 30);
        LocalDateTime never = LocalDateTime.of(2024, 3, 31, 2, 30);
        return Stream.of(
                nullable(ValueCodecs.INSTANT, Instant.MIN, Instant.EPOCH, Instant.ofEpochSecond(-1, 1), Instant.MAX),
                nullable(
                        ValueCodecs.DURATION,
                        Duration.ZERO,
                        Duration.ofNanos(-1),
                        Duration.ofSeconds(Long.MIN_VALUE),
                        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                nullable(
                        ValueCodecs.LOCAL_DATE,
                        LocalDate.MIN,
                        LocalDate.EPOCH,
                        LocalDate.of(2024, 2, 29),
                        LocalDate.MAX),
                nullable(ValueCodecs.LOCAL_TIME, LocalTime.MIN, LocalTime.NOON, LocalTime.MAX),
                nullable(ValueCodecs.LOCAL_DATE_TIME, LocalDateTime.MIN, twice, LocalDateTime.MAX),
                nullable(
                        ValueCodecs.ZONE_OFFSET,
                        ZoneOffset.MIN,
                        ZoneOffset.UTC,
                        ZoneOffset.ofTotalSeconds(1),
                        ZoneOffset.MAX),
                nullable(
                        ValueCodecs.ZONE_ID,
                        paris,
                        ZoneId.of("UTC"),
                        ZoneOffset.UTC,
                        ZoneId.of("GMT+2"),
                        ZoneOffset.MIN),
                nullable(ValueCodecs.OFFSET_TIME, OffsetTime.MIN, OffsetTime.MAX),
                nullable(ValueCodecs.OFFSET_DATE_TIME, OffsetDateTime.MIN, OffsetDateTime.MAX),
                nullable(
                        ValueCodecs.ZONED_DATE_TIME,
                        twice.atZone(paris).withEarlierOffsetAtOverlap(),
                        twice.atZone(paris).withLaterOffsetAtOverlap(),
                        never.atZone(paris),
                        never.atZone(ZoneOffset.ofHours(1)),
                        LocalDateTime.MIN.atZone(paris),
                        LocalDateTime.MAX.atZone(paris),
                        LocalDateTime.MAX.atZone(ZoneOffset.MIN),
                        LocalDateTime.MIN.atZone(ZoneOffset.MAX),
                        twice.atZone(ZoneId.of("GMT+2"))),
                nullable(
                        ValueCodecs.PERIOD,
                        Period.ZERO,
                        Period.of(Integer.MIN_VALUE, -1, Integer.MAX_VALUE),
                        Period.of(0, 14, 40)),
                nullable(ValueCodecs.YEAR, Year.of(Year.MIN_VALUE), Year.of(Year.MAX_VALUE)),
                nullable(ValueCodecs.YEAR_MONTH, YearMonth.of(Year.MIN_VALUE, 1), YearMonth.of(Year.MAX_VALUE, 12)),
                nullable(ValueCodecs.MONTH_DAY, MonthDay.of(1, 1), MonthDay.of(2, 29), MonthDay.of(12, 31)));
    }

    private static Stream<Case<?>> arrays() {
        return Stream.of(
                nullable(ArrayCodecs.BOOLEAN, new boolean[0], new boolean[] {true, false}),
                nullable(ArrayCodecs.BYTE, new byte[0], new byte[] {-1, 0, 1}, random(100_000)),
                nullable(ArrayCodecs.SHORT, new short[0], new short[] {Short.MIN_VALUE, 1}),
                nullable(ArrayCodecs.CHAR, new char[0], new char[] {'\uDFFF', 'a'}),
                nullable(ArrayCodecs.INT, new int[0], new int[] {Integer.MIN_VALUE, 1}, new int[300]),
                nullable(ArrayCodecs.LONG, new long[0], new long[] {Long.MIN_VALUE, 1}),
                nullable(ArrayCodecs.FLOAT, new float[0], new float[] {Float.NaN, -0.0f}),
                nullable(ArrayCodecs.DOUBLE, new double[0], new double[] {Double.NaN, -0.0}),
                nullable(
                        ArrayCodecs.of(ValueCodecs.STRING, String[]::new),
                        new String[0],
                        new String[] {null, "", "a"},
                        new String[200]),
                nullable(ArrayCodecs.of(ArrayCodecs.INT, int[][]::new), new int[0][], new int[][] {{1, 2}, null, {}, {3}
                }));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static Stream<Case<?>> containers() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put(null, null);
        map.put("a", 2);
        Tree tree = new Tree(1, Arrays.asList(new Tree(2, List.of()), null, new Tree(3, null)));
        return Stream.of(
                nullable(
                        CollectionCodecs.list(ValueCodecs.STRING),
                        List.of(),
                        Arrays.asList(null, "a", null),
                        Collections.nCopies(1_000, "x")),
                new Case<Collection<Integer>>(
                        CollectionCodecs.collection(PrimitiveCodecs.BOXED_INT),
                        Arrays.asList(List.of(3, 1), Arrays.asList(1, null), null)),
                nullable(
                        CollectionCodecs.set(ValueCodecs.STRING),
                        Set.of(),
                        new LinkedHashSet<>(Arrays.asList("z", null, "a"))),
                nullable(CollectionCodecs.map(ValueCodecs.STRING, PrimitiveCodecs.BOXED_INT), Map.of(), map),
                nullable(CollectionCodecs.optional(ValueCodecs.STRING), Optional.empty(), Optional.of("x")),
                nullable(
                        CollectionCodecs.map(ValueCodecs.LOCAL_DATE, CollectionCodecs.list(ArrayCodecs.DOUBLE)),
                        Map.of(LocalDate.EPOCH, Arrays.asList(new double[] {1, 2}, null))),
                nullable(new Tree.TreeCodec(), new Tree(0, null), tree));
    }
}
