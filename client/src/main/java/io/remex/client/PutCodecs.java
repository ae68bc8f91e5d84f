package io.remex.client;

import io.remex.codec.ArrayCodecs;
import io.remex.codec.ClassCodec;
import io.remex.codec.Codec;
import io.remex.codec.EnumCodec;
import io.remex.codec.ObjectRefCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueCodecs;
import io.remex.objectstore.DirectBufferCodec;
import io.remex.spi.FunctionRegistry;
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
import java.util.Map;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * Finds the codec of a value that was put, whose declared type nobody knows: by its class, the same codec as a parameter of that
 * type has where there is one, so that its bytes can be used as they are.
 */
final class PutCodecs {
    private static final Codec<?> ANY = new ClassCodec<>(Object.class, "any");
    private static final Map<Class<?>, Codec<?>> JDK_CODECS = Map.ofEntries(
            Map.entry(Boolean.class, PrimitiveCodecs.BOXED_BOOLEAN),
            Map.entry(Byte.class, PrimitiveCodecs.BOXED_BYTE),
            Map.entry(Short.class, PrimitiveCodecs.BOXED_SHORT),
            Map.entry(Character.class, PrimitiveCodecs.BOXED_CHAR),
            Map.entry(Integer.class, PrimitiveCodecs.BOXED_INT),
            Map.entry(Long.class, PrimitiveCodecs.BOXED_LONG),
            Map.entry(Float.class, PrimitiveCodecs.BOXED_FLOAT),
            Map.entry(Double.class, PrimitiveCodecs.BOXED_DOUBLE),
            Map.entry(String.class, ValueCodecs.STRING),
            Map.entry(BigInteger.class, ValueCodecs.BIG_INTEGER),
            Map.entry(BigDecimal.class, ValueCodecs.BIG_DECIMAL),
            Map.entry(UUID.class, ValueCodecs.UUID),
            Map.entry(Instant.class, ValueCodecs.INSTANT),
            Map.entry(Duration.class, ValueCodecs.DURATION),
            Map.entry(Period.class, ValueCodecs.PERIOD),
            Map.entry(LocalDate.class, ValueCodecs.LOCAL_DATE),
            Map.entry(LocalTime.class, ValueCodecs.LOCAL_TIME),
            Map.entry(LocalDateTime.class, ValueCodecs.LOCAL_DATE_TIME),
            Map.entry(OffsetDateTime.class, ValueCodecs.OFFSET_DATE_TIME),
            Map.entry(ZonedDateTime.class, ValueCodecs.ZONED_DATE_TIME),
            Map.entry(Year.class, ValueCodecs.YEAR),
            Map.entry(YearMonth.class, ValueCodecs.YEAR_MONTH),
            Map.entry(boolean[].class, ArrayCodecs.BOOLEAN),
            Map.entry(byte[].class, ArrayCodecs.BYTE),
            Map.entry(short[].class, ArrayCodecs.SHORT),
            Map.entry(char[].class, ArrayCodecs.CHAR),
            Map.entry(int[].class, ArrayCodecs.INT),
            Map.entry(long[].class, ArrayCodecs.LONG),
            Map.entry(float[].class, ArrayCodecs.FLOAT),
            Map.entry(double[].class, ArrayCodecs.DOUBLE));

    private PutCodecs() {}

    /** A codec that can carry exactly this value. */
    @SuppressWarnings("unchecked") // the codec is chosen by the value's own class
    static <T> Codec<T> codec(T value, FunctionRegistry functions) {
        if (value == null) {
            return (Codec<T>) PrimitiveCodecs.VOID;
        }
        Class<?> type = value.getClass();
        Codec<?> codec = JDK_CODECS.get(type);
        if (codec == null) {
            codec = functions.codec(type);
        }
        if (codec == null && value instanceof ByteBuffer) {
            codec = ValueCodecs.BYTE_BUFFER;
        }
        if (codec == null && value instanceof DirectBuffer) {
            codec = DirectBufferCodec.INSTANCE;
        }
        if (codec == null && value instanceof Enum<?> constant) {
            codec = enumCodec(constant);
        }
        if (codec == null && value instanceof AbstractRef<?> ref) {
            codec = new ObjectRefCodec<>(ref.codec());
        }
        if (codec == null && ReferenceGraphCodec.isNeeded(value, leaf -> isRecordWithReferences(leaf, functions))) {
            codec = new ReferenceGraphCodec(leaf -> codec(leaf, functions));
        }
        return (Codec<T>) (codec == null ? ANY : codec);
    }

    private static boolean isRecordWithReferences(Object value, FunctionRegistry functions) {
        Codec<?> codec = value.getClass().isRecord() ? functions.codec(value.getClass()) : null;
        return codec != null && Values.hasReferences(codec.layout());
    }

    private static <E extends Enum<E>> Codec<E> enumCodec(Enum<E> constant) {
        return new EnumCodec<>(constant.getDeclaringClass());
    }
}
