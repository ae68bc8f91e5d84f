package io.remex.codec;

import static io.remex.codec.PrimitiveCodecs.nullable;
import static io.remex.codec.PrimitiveCodecs.primitive;

import io.remex.ValueCodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
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
import java.time.ZonedDateTime;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Codecs of the JDK's immutable value types; all of them take null. */
public final class ValueCodecs {
    public static final Codec<String> STRING = new Codec<>() {
        @Override
        public void encode(ValueOutput out, String value) {
            out.putString(value);
        }

        @Override
        public String decode(ValueInput in) {
            return in.getString();
        }

        @Override
        public String layout() {
            return "string";
        }
    };

    public static final Codec<BigInteger> BIG_INTEGER =
            value("BigInteger", ValueCodecs::putBigInteger, ValueCodecs::getBigInteger);
    public static final Codec<BigDecimal> BIG_DECIMAL = value(
            "BigDecimal",
            (out, v) -> {
                out.putInt(v.scale());
                putBigInteger(out, v.unscaledValue());
            },
            in -> {
                int scale = in.getInt();
                return new BigDecimal(getBigInteger(in), scale);
            });
    public static final Codec<UUID> UUID = value(
            "UUID",
            (out, v) -> {
                out.putLong(v.getMostSignificantBits());
                out.putLong(v.getLeastSignificantBits());
            },
            in -> new UUID(in.getLong(), in.getLong()));

    public static final Codec<Instant> INSTANT = value(
            "Instant",
            (out, v) -> {
                out.putLong(v.getEpochSecond());
                out.putInt(v.getNano());
            },
            in -> Instant.ofEpochSecond(in.getLong(), in.getInt()));
    public static final Codec<Duration> DURATION = value(
            "Duration",
            (out, v) -> {
                out.putLong(v.getSeconds());
                out.putInt(v.getNano());
            },
            in -> Duration.ofSeconds(in.getLong(), in.getInt()));
    public static final Codec<LocalDate> LOCAL_DATE =
            value("LocalDate", (out, v) -> out.putLong(v.toEpochDay()), in -> LocalDate.ofEpochDay(in.getLong()));
    public static final Codec<LocalTime> LOCAL_TIME =
            value("LocalTime", (out, v) -> out.putLong(v.toNanoOfDay()), in -> LocalTime.ofNanoOfDay(in.getLong()));
    public static final Codec<LocalDateTime> LOCAL_DATE_TIME =
            value("LocalDateTime", ValueCodecs::putLocalDateTime, ValueCodecs::getLocalDateTime);
    public static final Codec<ZoneOffset> ZONE_OFFSET = value(
            "ZoneOffset", (out, v) -> out.putInt(v.getTotalSeconds()), in -> ZoneOffset.ofTotalSeconds(in.getInt()));
    public static final Codec<ZoneId> ZONE_ID =
            value("ZoneId", (out, v) -> out.putString(v.getId()), in -> ZoneId.of(requireString(in)));
    public static final Codec<OffsetTime> OFFSET_TIME = value(
            "OffsetTime",
            (out, v) -> {
                out.putLong(v.toLocalTime().toNanoOfDay());
                out.putInt(v.getOffset().getTotalSeconds());
            },
            in -> OffsetTime.of(LocalTime.ofNanoOfDay(in.getLong()), ZoneOffset.ofTotalSeconds(in.getInt())));
    public static final Codec<OffsetDateTime> OFFSET_DATE_TIME = value(
            "OffsetDateTime",
            (out, v) -> {
                putLocalDateTime(out, v.toLocalDateTime());
                out.putInt(v.getOffset().getTotalSeconds());
            },
            in -> OffsetDateTime.of(getLocalDateTime(in), ZoneOffset.ofTotalSeconds(in.getInt())));
    public static final Codec<ZonedDateTime> ZONED_DATE_TIME = value(
            "ZonedDateTime",
            (out, v) -> {
                putLocalDateTime(out, v.toLocalDateTime());
                out.putInt(v.getOffset().getTotalSeconds());
                out.putString(v.getZone().getId());
            },
            in -> {
                LocalDateTime local = getLocalDateTime(in);
                ZoneOffset offset = ZoneOffset.ofTotalSeconds(in.getInt());
                // The instant stands, also where the two sides have different time zone data.
                return ZonedDateTime.ofInstant(local, offset, ZoneId.of(requireString(in)));
            });
    public static final Codec<Period> PERIOD = value(
            "Period",
            (out, v) -> {
                out.putInt(v.getYears());
                out.putInt(v.getMonths());
                out.putInt(v.getDays());
            },
            in -> Period.of(in.getInt(), in.getInt(), in.getInt()));
    public static final Codec<Year> YEAR =
            value("Year", (out, v) -> out.putInt(v.getValue()), in -> Year.of(in.getInt()));
    public static final Codec<YearMonth> YEAR_MONTH = value(
            "YearMonth",
            (out, v) -> {
                out.putInt(v.getYear());
                out.putByte((byte) v.getMonthValue());
            },
            in -> YearMonth.of(in.getInt(), in.getByte()));
    public static final Codec<MonthDay> MONTH_DAY = value(
            "MonthDay",
            (out, v) -> {
                out.putByte((byte) v.getMonthValue());
                out.putByte((byte) v.getDayOfMonth());
            },
            in -> MonthDay.of(in.getByte(), in.getByte()));

    public static final Codec<OptionalInt> OPTIONAL_INT = value(
            "OptionalInt",
            (out, v) -> {
                out.putBoolean(v.isPresent());
                out.putInt(v.orElse(0));
            },
            in -> in.getBoolean() ? OptionalInt.of(in.getInt()) : emptyAfter(in.getInt(), OptionalInt.empty()));
    public static final Codec<OptionalLong> OPTIONAL_LONG = value(
            "OptionalLong",
            (out, v) -> {
                out.putBoolean(v.isPresent());
                out.putLong(v.orElse(0));
            },
            in -> in.getBoolean() ? OptionalLong.of(in.getLong()) : emptyAfter(in.getLong(), OptionalLong.empty()));
    public static final Codec<OptionalDouble> OPTIONAL_DOUBLE = value(
            "OptionalDouble",
            (out, v) -> {
                out.putBoolean(v.isPresent());
                out.putDouble(v.orElse(0));
            },
            in -> in.getBoolean()
                    ? OptionalDouble.of(in.getDouble())
                    : emptyAfter(in.getDouble(), OptionalDouble.empty()));

    /** The remaining bytes of a buffer; comes back as a read-only heap buffer of the same byte order. */
    public static final Codec<ByteBuffer> BYTE_BUFFER =
            value("ByteBuffer", ValueCodecs::putByteBuffer, ValueCodecs::getByteBuffer);

    private ValueCodecs() {}

    private static <T> Codec<T> value(String layout, BiConsumer<ValueOutput, T> put, Function<ValueInput, T> get) {
        return nullable(primitive(layout, put, in -> {
            try {
                return get.apply(in);
            } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
                throw new ValueCodecException("the bytes are not a " + layout + ": " + e.getMessage(), e);
            }
        }));
    }

    private static <T, N extends Number> T emptyAfter(N unused, T empty) {
        return empty;
    }

    private static void putBigInteger(ValueOutput out, BigInteger value) {
        byte[] bytes = value.toByteArray();
        out.putCount(bytes.length);
        out.putBytes(bytes, 0, bytes.length);
    }

    private static BigInteger getBigInteger(ValueInput in) {
        byte[] bytes = new byte[in.getCount(Byte.BYTES)];
        in.getBytes(bytes, 0, bytes.length);
        return new BigInteger(bytes);
    }

    private static void putLocalDateTime(ValueOutput out, LocalDateTime value) {
        out.putLong(value.toLocalDate().toEpochDay());
        out.putLong(value.toLocalTime().toNanoOfDay());
    }

    private static LocalDateTime getLocalDateTime(ValueInput in) {
        return LocalDateTime.of(LocalDate.ofEpochDay(in.getLong()), LocalTime.ofNanoOfDay(in.getLong()));
    }

    private static String requireString(ValueInput in) {
        String value = in.getString();
        if (value == null) {
            throw new ValueCodecException("a text is null where one is required");
        }
        return value;
    }

    private static void putByteBuffer(ValueOutput out, ByteBuffer value) {
        out.putBoolean(value.order() == ByteOrder.LITTLE_ENDIAN);
        out.putCount(value.remaining());
        out.putBytes(value);
    }

    private static ByteBuffer getByteBuffer(ValueInput in) {
        boolean littleEndian = in.getBoolean();
        byte[] bytes = new byte[in.getCount(Byte.BYTES)];
        in.getBytes(bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes)
                .asReadOnlyBuffer()
                .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }
}
