package io.remex.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.ValueOutput;
import io.remex.system.functions.ArithmeticRemote;
import io.remex.system.functions.Values;
import io.remex.system.functions.Values.Circle;
import io.remex.system.functions.Values.Curve;
import io.remex.system.functions.Values.Pair;
import io.remex.system.functions.Values.Position;
import io.remex.system.functions.Values.Side;
import io.remex.system.functions.Values.Square;
import io.remex.system.functions.ValuesRemote;
import io.remex.transport.MessageLimits;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Values of every kind, there and back; and how large they may be. */
abstract class ValueContract extends ApiContract {
    private static final int LIMIT = MessageLimits.INLINE_LIMIT_BYTES;

    ValueContract(ApiSystem system) {
        super(system);
    }

    @Test
    void shouldCarryPrimitives() {
        init();
        assertThat(ValuesRemote.echoBoolean(true).get(SOON)).isTrue();
        assertThat(ValuesRemote.echoByte(Byte.MIN_VALUE).get(SOON)).isEqualTo(Byte.MIN_VALUE);
        assertThat(ValuesRemote.echoShort(Short.MIN_VALUE).get(SOON)).isEqualTo(Short.MIN_VALUE);
        assertThat(ValuesRemote.echoChar('\uD834').get(SOON)).isEqualTo('\uD834');
        assertThat(ValuesRemote.echoInt(Integer.MIN_VALUE).get(SOON)).isEqualTo(Integer.MIN_VALUE);
        assertThat(ValuesRemote.echoLong(Long.MIN_VALUE).get(SOON)).isEqualTo(Long.MIN_VALUE);
        assertThat(ValuesRemote.echoFloat(Float.NaN).get(SOON)).isNaN();
        assertThat(ValuesRemote.echoDouble(-0.0).get(SOON)).isEqualTo(-0.0);
        assertThat(ValuesRemote.echoBoxed(7).get(SOON)).isEqualTo(7);
        assertThat(ValuesRemote.echoBoxed((Integer) null).get(SOON)).isNull();
    }

    @Test
    void shouldCarryTextsArraysAndEnums() {
        init();
        for (String text : Arrays.asList("", "plain", "Grüße \uD83D\uDE80 \u0000", null)) {
            assertThat(ValuesRemote.echoString(text).get(SOON)).isEqualTo(text);
        }
        assertThat(ValuesRemote.echoBytes(new byte[0]).get(SOON)).isEmpty();
        assertThat(ValuesRemote.echoBytes(new byte[] {1, -1}).get(SOON)).containsExactly(1, -1);
        assertThat(ValuesRemote.echoBytes((byte[]) null).get(SOON)).isNull();
        assertThat(ValuesRemote.echoMatrix(new double[][] {{1, 2}, {}, null}).get(SOON))
                .isDeepEqualTo(new double[][] {{1, 2}, {}, null});
        assertThat(ValuesRemote.echoStrings(new String[] {"a", null}).get(SOON)).containsExactly("a", null);
        assertThat(ValuesRemote.echoEnum(Side.SELL).get(SOON)).isSameAs(Side.SELL);
        assertThat(ValuesRemote.echoEnum((Side) null).get(SOON)).isNull();
    }

    @Test
    void shouldCarryRecordsAndCollections() {
        init();
        Position hedge = new Position("hedge", null, new double[0], List.of(), null);
        Position position = new Position(
                "main", Side.BUY, new double[] {1, 2}, List.of(new Pair<>("a", 1), new Pair<>(null, null)), hedge);
        Position back = ValuesRemote.echoRecord(position).get(SOON);
        assertThat(back).usingRecursiveComparison().isEqualTo(position);
        List<String> texts = new ArrayList<>(Arrays.asList("a", null, "c"));
        assertThat(ValuesRemote.echoList(texts).get(SOON)).isEqualTo(texts);
        assertThat(ValuesRemote.echoSet(EnumSet.allOf(Side.class)).get(SOON)).containsExactlyInAnyOrder(Side.values());
        Map<String, List<Pair<Integer, Double>>> map = new HashMap<>();
        map.put("x", List.of(new Pair<>(1, 1.5)));
        map.put("none", null);
        assertThat(ValuesRemote.echoMap(map).get(SOON)).isEqualTo(map);
        assertThat(ValuesRemote.echoOptional(Optional.of("there")).get(SOON)).contains("there");
        assertThat(ValuesRemote.echoOptional(Optional.empty()).get(SOON)).isEmpty();
        Pair<OptionalInt, Pair<OptionalLong, OptionalDouble>> optionals =
                new Pair<>(OptionalInt.of(1), new Pair<>(OptionalLong.empty(), OptionalDouble.of(2)));
        assertThat(ValuesRemote.echoOptionals(optionals).get(SOON)).isEqualTo(optionals);
    }

    @Test
    void shouldCarryTimesNumbersAndBuffers() {
        init();
        Values.Times times = new Values.Times(
                Instant.parse("2026-02-03T04:05:06.000000007Z"),
                Duration.ofNanos(-5),
                Period.of(1, -2, 3),
                LocalDate.MAX,
                LocalTime.MAX,
                LocalDateTime.MIN,
                OffsetDateTime.parse("2026-02-03T04:05:06+05:30"),
                ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"),
                Year.of(-44),
                YearMonth.of(2026, 11));
        assertThat(ValuesRemote.echoTimes(times).get(SOON)).isEqualTo(times);
        BigDecimal decimal = new BigDecimal("-12345678901234567890.000");
        assertThat(ValuesRemote.echoDecimal(decimal).get(SOON)).isEqualTo(decimal);
        BigInteger integer = BigInteger.ONE.shiftLeft(200).negate();
        assertThat(ValuesRemote.echoInteger(integer).get(SOON)).isEqualTo(integer);
        UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        assertThat(ValuesRemote.echoUuid(uuid).get(SOON)).isEqualTo(uuid);
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3);
        assertThat(ValuesRemote.echoBuffer(buffer).get(SOON)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    @Test
    void shouldCarryClassesThroughTheSerializer() {
        init();
        Curve curve = new Curve("child", new double[] {0.1, 0.2}, new Curve("parent", null, null));
        Curve back = ValuesRemote.echoClass(curve).get(SOON);
        assertThat(back).usingRecursiveComparison().isEqualTo(curve);
        assertThat(ValuesRemote.echoClass((Curve) null).get(SOON)).isNull();
        assertThat(ValuesRemote.larger(new Circle(1), new Square(1)).get(SOON)).isEqualTo(new Circle(1));
        assertThat(ValuesRemote.larger(new Circle(1), new Square(5)).get(SOON)).isEqualTo(new Square(5));
    }

    @Test
    void shouldPutValuesAndUseThemAsArguments() {
        init();
        Position position = new Position("main", Side.BUY, new double[] {1, 2}, List.of(new Pair<>("a", 1)), null);
        ObjectRef<Position> put = Remex.put(position);
        assertThat(put.get()).usingRecursiveComparison().isEqualTo(position);
        assertThat(ValuesRemote.echoRecord(put).get(SOON))
                .usingRecursiveComparison()
                .isEqualTo(position);
        assertThat(ValuesRemote.echoString(Remex.put("text")).get(SOON)).isEqualTo("text");
        assertThat(ValuesRemote.echoBoxed(Remex.put(7)).get(SOON)).isEqualTo(7);
        assertThat(ValuesRemote.echoInt(Remex.put(7)).get(SOON)).isEqualTo(7);
        assertThat(ValuesRemote.echoEnum(Remex.put(Side.SELL)).get(SOON)).isEqualTo(Side.SELL);
        assertThat(ValuesRemote.echoBytes(Remex.put(new byte[] {1})).get(SOON)).containsExactly(1);
        assertThat(ValuesRemote.echoMatrix(Remex.put(new double[][] {{1}, {2, 3}}))
                        .get(SOON))
                .isDeepEqualTo(new double[][] {{1}, {2, 3}});
        assertThat(ValuesRemote.echoList(Remex.put(List.of("a", "b"))).get(SOON))
                .containsExactly("a", "b");
        assertThat(ValuesRemote.echoList(Remex.put(new ArrayList<>(List.of("a", "b"))))
                        .get(SOON))
                .containsExactly("a", "b");
        assertThat(ValuesRemote.echoMap(Remex.put(Map.of("x", List.of(new Pair<>(1, 1.5)))))
                        .get(SOON))
                .isEqualTo(Map.of("x", List.of(new Pair<>(1, 1.5))));
        assertThat(ValuesRemote.echoOptional(Remex.put(Optional.of("there"))).get(SOON))
                .contains("there");
        ObjectRef<String> nothing = Remex.put(null);
        assertThat(nothing.get()).isNull();
        assertThat(ValuesRemote.echoString(nothing).get(SOON)).isNull();
    }

    @Test
    void shouldNotSeeWhatHappensToAValueAfterwards() {
        init();
        byte[] bytes = {1, 2};
        ObjectRef<byte[]> put = Remex.put(bytes);
        ObjectRef<byte[]> echoed = ValuesRemote.echoBytes(bytes);
        bytes[0] = 9;
        assertThat(put.get()).containsExactly(1, 2);
        assertThat(echoed.get(SOON)).containsExactly(1, 2);
        put.get()[0] = 9;
        assertThat(put.get()).containsExactly(1, 2);
    }

    @Test
    void shouldCarryValuesUpToTheInlineLimit() {
        init();
        int largest = LIMIT - overheadBytes();
        assertThat(ValuesRemote.length(new byte[largest]).get(SOON)).isEqualTo(largest);
        assertThat(ValuesRemote.bytes(largest).get(SOON)).hasSize(largest).contains(77, 77);
        assertThat(ValuesRemote.echoBytes(Remex.put(new byte[largest])).get(SOON))
                .hasSize(largest);
        byte[] pattern = new byte[largest];
        for (int i = 0; i < largest; i++) {
            pattern[i] = (byte) (i * 31);
        }
        List<ObjectRef<byte[]>> refs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            refs.add(ValuesRemote.echoBytes(pattern));
        }
        refs.forEach(ref -> assertThat(ref.get(SOON)).isEqualTo(pattern));
    }

    @Test
    void shouldNotNoticeTheInlineLimit() {
        init();
        for (int around = -2; around <= 2; around++) {
            int size = LIMIT - overheadBytes() + around;
            assertThat(ValuesRemote.length(new byte[size]).get(SOON)).isEqualTo(size);
            assertThat(Remex.put(new byte[size]).get(SOON)).hasSize(size);
            assertThat(ValuesRemote.bytes(size).get(SOON)).hasSize(size);
        }
        String half = "x".repeat(LIMIT / 2);
        ObjectRef<String> text = ValuesRemote.echoString(half);
        assertThat(ArithmeticRemote.join(text, text, text).get(SOON)).isEqualTo(half.repeat(3));
    }

    private static int overheadBytes() {
        ValueOutput out = new ValueOutput(LIMIT, "the limit");
        out.reset(null);
        ArrayCodecs.BYTE.encode(out, new byte[LIMIT - 16]);
        return out.length() - (LIMIT - 16);
    }
}
