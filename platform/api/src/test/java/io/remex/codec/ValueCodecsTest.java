package io.remex.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remex.ValueCodecException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is particular to single codecs. */
class ValueCodecsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void shouldTellTheTwoHoursOfAnOverlapApart() {
        LocalDateTime twice = LocalDateTime.of(2024, 10, 27, 2, 30);
        ZonedDateTime summer = twice.atZone(PARIS).withEarlierOffsetAtOverlap();
        ZonedDateTime winter = twice.atZone(PARIS).withLaterOffsetAtOverlap();
        assertThat(Codecs.roundTrip(ValueCodecs.ZONED_DATE_TIME, summer))
                .isEqualTo(summer)
                .isNotEqualTo(winter);
        assertThat(Codecs.roundTrip(ValueCodecs.ZONED_DATE_TIME, winter)).isEqualTo(winter);
    }

    @Test
    void shouldKeepTheInstantWhenTheRulesOfAZoneDiffer() {
        // As a sender would write it whose time zone data has Paris an hour further east.
        ValueOutput out = new ValueOutput(100, "test.limit");
        LocalDateTime local = LocalDateTime.of(2024, 1, 1, 12, 0);
        out.putBoolean(true);
        out.putLong(local.toLocalDate().toEpochDay());
        out.putLong(local.toLocalTime().toNanoOfDay());
        out.putInt(2 * 3_600);
        out.putString("Europe/Paris");
        ZonedDateTime back = Codecs.decode(ValueCodecs.ZONED_DATE_TIME, out.copy());
        assertThat(back.toInstant()).isEqualTo(local.toInstant(ZoneOffset.ofHours(2)));
        assertThat(back.getZone()).isEqualTo(PARIS);
    }

    @Test
    void shouldRefuseTextsThatAreNoZone() {
        for (String text : new String[] {null, "", "Nowhere/City", "UTC+99", "\uD800"}) {
            ValueOutput out = new ValueOutput(100, "test.limit");
            out.putBoolean(true);
            out.putString(text);
            assertThatThrownBy(() -> Codecs.decode(ValueCodecs.ZONE_ID, out.copy()))
                    .isInstanceOf(ValueCodecException.class);
        }
    }

    @Test
    void shouldSendTheRestOfAByteBufferAndLeaveItAsItWas() {
        ByteBuffer sent = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}).order(ByteOrder.LITTLE_ENDIAN);
        sent.position(1).limit(4).mark();
        ByteBuffer back = Codecs.roundTrip(ValueCodecs.BYTE_BUFFER, sent);
        assertThat(sent.position()).isEqualTo(1);
        assertThat(sent.limit()).isEqualTo(4);
        assertThat(back.position()).isZero();
        assertThat(back.remaining()).isEqualTo(3);
        assertThat(back.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(back.get(0)).isEqualTo((byte) 2);
        assertThatThrownBy(() -> back.put(0, (byte) 0)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(Codecs.roundTrip(ValueCodecs.BYTE_BUFFER, sent.asReadOnlyBuffer()))
                .isEqualTo(sent);
    }

    @Test
    void shouldRefuseABigIntegerWithoutBytes() {
        assertThatThrownBy(() -> Codecs.decode(ValueCodecs.BIG_INTEGER, new byte[] {1, 0}))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("BigInteger");
        assertThat(Codecs.decode(ValueCodecs.BIG_INTEGER, new byte[] {1, 1, 5})).isEqualTo(BigInteger.valueOf(5));
    }

    @Test
    void shouldRefuseANumberThatIsNoConstant() {
        EnumCodec<TimeUnit> codec = new EnumCodec<>(TimeUnit.class);
        byte beyond = (byte) (TimeUnit.values().length + 1);
        assertThatThrownBy(() -> Codecs.decode(codec, new byte[] {beyond}))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("number " + beyond)
                .hasMessageContaining("java.util.concurrent.TimeUnit");
        assertThatThrownBy(() -> Codecs.decode(codec, new byte[] {-1, -1, -1, -1, 7}))
                .isInstanceOf(ValueCodecException.class);
        assertThat(codec.layout())
                .startsWith("enum java.util.concurrent.TimeUnit{NANOSECONDS,")
                .endsWith("DAYS,}");
    }

    @Test
    void shouldKnowConstantsWithBodies() {
        EnumCodec<Shape> codec = new EnumCodec<>(Shape.class);
        assertThat(Codecs.roundTrip(codec, Shape.ROUND)).isSameAs(Shape.ROUND);
    }

    enum Shape {
        FLAT,
        ROUND {
            @Override
            public String toString() {
                return "round";
            }
        }
    }

    static Stream<Codec<?>> primitives() {
        return Stream.of(
                PrimitiveCodecs.BOOLEAN,
                PrimitiveCodecs.BYTE,
                PrimitiveCodecs.SHORT,
                PrimitiveCodecs.CHAR,
                PrimitiveCodecs.INT,
                PrimitiveCodecs.LONG,
                PrimitiveCodecs.FLOAT,
                PrimitiveCodecs.DOUBLE);
    }

    @ParameterizedTest
    @MethodSource("primitives")
    <T> void shouldSayThatNullIsNoPrimitive(Codec<T> codec) {
        assertThatThrownBy(() -> Codecs.encode(codec, null))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("null")
                .hasMessageContaining(codec.layout());
    }

    @Test
    void shouldDeliverFreshMutableContainers() {
        List<String> list = Codecs.roundTrip(CollectionCodecs.list(ValueCodecs.STRING), List.of("a"));
        list.add("b");
        Set<String> set = Codecs.roundTrip(CollectionCodecs.set(ValueCodecs.STRING), Set.of("a"));
        set.add("b");
        Map<String, String> map =
                Codecs.roundTrip(CollectionCodecs.map(ValueCodecs.STRING, ValueCodecs.STRING), Map.of("a", "b"));
        map.put("c", "d");
        assertThat(list).hasSize(2);
        assertThat(set).hasSize(2);
        assertThat(map).hasSize(2);
    }

    @Test
    void shouldNoticeACollectionThatChangesWhileItIsEncoded() {
        Collection<String> shrinking = new ArrayList<>(List.of("a", "b", "c")) {
            @Override
            public Iterator<String> iterator() {
                return List.of("a").iterator();
            }
        };
        assertThatThrownBy(() -> Codecs.encode(CollectionCodecs.collection(ValueCodecs.STRING), shrinking))
                .isInstanceOf(ValueCodecException.class)
                .hasMessageContaining("changed from 3 to 1");
    }
}
