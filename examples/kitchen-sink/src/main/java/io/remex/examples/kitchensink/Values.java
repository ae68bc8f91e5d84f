package io.remex.examples.kitchensink;

import io.remex.Remote;
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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** The value types of the JDK. */
public final class Values {
    private Values() {}

    @Remote
    public static BigDecimal echoBigDecimal(BigDecimal value) {
        return value;
    }

    @Remote
    public static BigInteger echoBigInteger(BigInteger value) {
        return value;
    }

    @Remote
    public static ByteBuffer echoByteBuffer(ByteBuffer value) {
        return value;
    }

    @Remote
    public static UUID echoUUID(UUID value) {
        return value;
    }

    @Remote
    public static OptionalInt echoOptionalInt(OptionalInt value) {
        return value;
    }

    @Remote
    public static OptionalLong echoOptionalLong(OptionalLong value) {
        return value;
    }

    @Remote
    public static OptionalDouble echoOptionalDouble(OptionalDouble value) {
        return value;
    }

    @Remote
    public static Instant echoInstant(Instant value) {
        return value;
    }

    @Remote
    public static Duration echoDuration(Duration value) {
        return value;
    }

    @Remote
    public static LocalDate echoLocalDate(LocalDate value) {
        return value;
    }

    @Remote
    public static LocalTime echoLocalTime(LocalTime value) {
        return value;
    }

    @Remote
    public static LocalDateTime echoLocalDateTime(LocalDateTime value) {
        return value;
    }

    @Remote
    public static ZoneOffset echoZoneOffset(ZoneOffset value) {
        return value;
    }

    @Remote
    public static ZoneId echoZoneId(ZoneId value) {
        return value;
    }

    @Remote
    public static OffsetTime echoOffsetTime(OffsetTime value) {
        return value;
    }

    @Remote
    public static OffsetDateTime echoOffsetDateTime(OffsetDateTime value) {
        return value;
    }

    @Remote
    public static ZonedDateTime echoZonedDateTime(ZonedDateTime value) {
        return value;
    }

    @Remote
    public static Period echoPeriod(Period value) {
        return value;
    }

    @Remote
    public static Year echoYear(Year value) {
        return value;
    }

    @Remote
    public static YearMonth echoYearMonth(YearMonth value) {
        return value;
    }

    @Remote
    public static MonthDay echoMonthDay(MonthDay value) {
        return value;
    }

    @Remote
    public static DayOfWeek echoDayOfWeek(DayOfWeek value) {
        return value;
    }

    @Remote
    public static Month echoMonth(Month value) {
        return value;
    }

    @Remote
    public static LocalDate[] echoDates(LocalDate[] value) {
        return value;
    }

    @Remote
    public static DayOfWeek[][] echoDays(DayOfWeek[][] value) {
        return value;
    }
}
