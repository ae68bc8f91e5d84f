package io.remex.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Round trips of generated values. jqwik prints the seed and the smallest value that fails. */
class CodecPropertiesTest {

    @Property
    void shouldKeepTexts(@ForAll("texts") String text) {
        assertThat(Codecs.roundTrip(ValueCodecs.STRING, text)).isEqualTo(text);
    }

    @Property
    void shouldKeepTheBitsOfDoubles(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        assertThat(Double.doubleToRawLongBits(Codecs.roundTrip(PrimitiveCodecs.DOUBLE, value)))
                .isEqualTo(Double.doubleToRawLongBits(value));
        double[] array = {value, -0.0, value};
        assertThat(Double.doubleToRawLongBits(Codecs.roundTrip(ArrayCodecs.DOUBLE, array)[2]))
                .isEqualTo(Double.doubleToRawLongBits(value));
    }

    @Property
    void shouldKeepTheBitsOfFloats(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        assertThat(Float.floatToRawIntBits(Codecs.roundTrip(PrimitiveCodecs.FLOAT, value)))
                .isEqualTo(Float.floatToRawIntBits(value));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void shouldKeepIntegralNumbers(@ForAll long aLong, @ForAll int anInt, @ForAll short aShort, @ForAll byte aByte) {
        assertThat(Codecs.roundTrip(PrimitiveCodecs.LONG, aLong)).isEqualTo(aLong);
        assertThat(Codecs.roundTrip(PrimitiveCodecs.INT, anInt)).isEqualTo(anInt);
        assertThat(Codecs.roundTrip(PrimitiveCodecs.SHORT, aShort)).isEqualTo(aShort);
        assertThat(Codecs.roundTrip(PrimitiveCodecs.BYTE, aByte)).isEqualTo(aByte);
    }

    @Property
    void shouldKeepScaleAndDigits(@ForAll @Size(max = 40) byte[] digits, @ForAll int scale) {
        BigDecimal value = new BigDecimal(digits.length == 0 ? BigInteger.ZERO : new BigInteger(digits), scale);
        BigDecimal back = Codecs.roundTrip(ValueCodecs.BIG_DECIMAL, value);
        assertThat(back).isEqualTo(value);
        assertThat(back.scale()).isEqualTo(scale);
    }

    @Property
    void shouldKeepInstants(
            @ForAll @LongRange(min = -31557014167219200L, max = 31556889864403199L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        Instant value = Instant.ofEpochSecond(second, nano);
        assertThat(Codecs.roundTrip(ValueCodecs.INSTANT, value)).isEqualTo(value);
    }

    @Property
    void shouldKeepDatesAndTimes(
            @ForAll @LongRange(min = -365243219162L, max = 365241780471L) long day,
            @ForAll @LongRange(max = 86_399_999_999_999L) long nanoOfDay) {
        LocalDate date = LocalDate.ofEpochDay(day);
        LocalTime time = LocalTime.ofNanoOfDay(nanoOfDay);
        assertThat(Codecs.roundTrip(ValueCodecs.LOCAL_DATE, date)).isEqualTo(date);
        assertThat(Codecs.roundTrip(ValueCodecs.LOCAL_TIME, time)).isEqualTo(time);
        assertThat(Codecs.roundTrip(ValueCodecs.LOCAL_DATE_TIME, date.atTime(time)))
                .isEqualTo(date.atTime(time));
    }

    @Property
    void shouldKeepTheInstantAndTheZone(
            @ForAll @LongRange(min = -4_000_000_000L, max = 8_000_000_000L) long second, @ForAll("zones") ZoneId zone) {
        ZonedDateTime value = Instant.ofEpochSecond(second).atZone(zone);
        assertThat(Codecs.roundTrip(ValueCodecs.ZONED_DATE_TIME, value)).isEqualTo(value);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldKeepNestedContainers(@ForAll("nested") Map<String, List<Optional<Set<Integer>>>> value) {
        Codec<Map<String, List<Optional<Set<Integer>>>>> codec = CollectionCodecs.map(
                ValueCodecs.STRING,
                CollectionCodecs.list(CollectionCodecs.optional(CollectionCodecs.set(PrimitiveCodecs.BOXED_INT))));
        assertThat(Codecs.roundTrip(codec, value)).isEqualTo(value);
        assertThat(Codecs.encode(codec, Codecs.roundTrip(codec, value))).isEqualTo(Codecs.encode(codec, value));
    }

    @Property
    void shouldKeepArraysOfTexts(@ForAll("arraysOfTexts") String[] value) {
        assertThat(Codecs.roundTrip(ArrayCodecs.of(ValueCodecs.STRING, String[]::new), value))
                .isEqualTo(value);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> narrow = Arbitraries.chars().range('\0', '\u00FF');
        Arbitrary<Character> any = Arbitraries.chars().range('\0', '\uFFFF');
        Arbitrary<Character> surrogate = Arbitraries.chars().range('\uD800', '\uDFFF');
        return Arbitraries.oneOf(narrow, any, surrogate)
                .list()
                .ofMaxSize(40)
                .map(chars -> {
                    StringBuilder text = new StringBuilder();
                    chars.forEach(text::append);
                    return text.toString();
                })
                .injectNull(0.05);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList());
    }

    @Provide
    Arbitrary<Map<String, List<Optional<Set<Integer>>>>> nested() {
        Arbitrary<Set<Integer>> sets =
                Arbitraries.integers().injectNull(0.1).set().ofMaxSize(5);
        Arbitrary<Optional<Set<Integer>>> optionals = sets.optional().injectNull(0.1);
        return Arbitraries.maps(texts(), optionals.list().ofMaxSize(5).injectNull(0.1))
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String[]> arraysOfTexts() {
        return texts().array(String[].class).ofMaxSize(8);
    }
}
