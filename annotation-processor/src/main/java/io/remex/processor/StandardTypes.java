package io.remex.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.Codec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueCodecs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types whose codec is ready: a constant of {@code io.remex.codec}, whose layout is asked of that very constant, or one that another
 * module provides.
 */
final class StandardTypes {
    private static final Map<String, Shape> SHAPES = new HashMap<>();

    static {
        primitive(TypeName.BOOLEAN, "BOOLEAN", "Boolean", PrimitiveCodecs.BOOLEAN, PrimitiveCodecs.BOXED_BOOLEAN);
        primitive(TypeName.BYTE, "BYTE", "Byte", PrimitiveCodecs.BYTE, PrimitiveCodecs.BOXED_BYTE);
        primitive(TypeName.SHORT, "SHORT", "Short", PrimitiveCodecs.SHORT, PrimitiveCodecs.BOXED_SHORT);
        primitive(TypeName.CHAR, "CHAR", "Char", PrimitiveCodecs.CHAR, PrimitiveCodecs.BOXED_CHAR);
        primitive(TypeName.INT, "INT", "Int", PrimitiveCodecs.INT, PrimitiveCodecs.BOXED_INT);
        primitive(TypeName.LONG, "LONG", "Long", PrimitiveCodecs.LONG, PrimitiveCodecs.BOXED_LONG);
        primitive(TypeName.FLOAT, "FLOAT", "Float", PrimitiveCodecs.FLOAT, PrimitiveCodecs.BOXED_FLOAT);
        primitive(TypeName.DOUBLE, "DOUBLE", "Double", PrimitiveCodecs.DOUBLE, PrimitiveCodecs.BOXED_DOUBLE);

        array(TypeName.BOOLEAN, "BOOLEAN", ArrayCodecs.BOOLEAN);
        array(TypeName.BYTE, "BYTE", ArrayCodecs.BYTE);
        array(TypeName.SHORT, "SHORT", ArrayCodecs.SHORT);
        array(TypeName.CHAR, "CHAR", ArrayCodecs.CHAR);
        array(TypeName.INT, "INT", ArrayCodecs.INT);
        array(TypeName.LONG, "LONG", ArrayCodecs.LONG);
        array(TypeName.FLOAT, "FLOAT", ArrayCodecs.FLOAT);
        array(TypeName.DOUBLE, "DOUBLE", ArrayCodecs.DOUBLE);

        constant(ClassName.get(Void.class), PrimitiveCodecs.class, "VOID", PrimitiveCodecs.VOID);
        value("java.lang.String", "STRING", ValueCodecs.STRING);
        value("java.math.BigInteger", "BIG_INTEGER", ValueCodecs.BIG_INTEGER);
        value("java.math.BigDecimal", "BIG_DECIMAL", ValueCodecs.BIG_DECIMAL);
        value("java.nio.ByteBuffer", "BYTE_BUFFER", ValueCodecs.BYTE_BUFFER);
        value("java.util.UUID", "UUID", ValueCodecs.UUID);
        value("java.util.OptionalInt", "OPTIONAL_INT", ValueCodecs.OPTIONAL_INT);
        value("java.util.OptionalLong", "OPTIONAL_LONG", ValueCodecs.OPTIONAL_LONG);
        value("java.util.OptionalDouble", "OPTIONAL_DOUBLE", ValueCodecs.OPTIONAL_DOUBLE);
        value("java.time.Instant", "INSTANT", ValueCodecs.INSTANT);
        value("java.time.Duration", "DURATION", ValueCodecs.DURATION);
        value("java.time.LocalDate", "LOCAL_DATE", ValueCodecs.LOCAL_DATE);
        value("java.time.LocalTime", "LOCAL_TIME", ValueCodecs.LOCAL_TIME);
        value("java.time.LocalDateTime", "LOCAL_DATE_TIME", ValueCodecs.LOCAL_DATE_TIME);
        value("java.time.ZoneOffset", "ZONE_OFFSET", ValueCodecs.ZONE_OFFSET);
        value("java.time.ZoneId", "ZONE_ID", ValueCodecs.ZONE_ID);
        value("java.time.OffsetTime", "OFFSET_TIME", ValueCodecs.OFFSET_TIME);
        value("java.time.OffsetDateTime", "OFFSET_DATE_TIME", ValueCodecs.OFFSET_DATE_TIME);
        value("java.time.ZonedDateTime", "ZONED_DATE_TIME", ValueCodecs.ZONED_DATE_TIME);
        value("java.time.Period", "PERIOD", ValueCodecs.PERIOD);
        value("java.time.Year", "YEAR", ValueCodecs.YEAR);
        value("java.time.YearMonth", "YEAR_MONTH", ValueCodecs.YEAR_MONTH);
        value("java.time.MonthDay", "MONTH_DAY", ValueCodecs.MONTH_DAY);
        provided("org.agrona.DirectBuffer");
    }

    private StandardTypes() {}

    /** The shape of a type that has a ready codec. */
    static Optional<Shape> shapeOf(TypeName type) {
        return Optional.ofNullable(SHAPES.get(type.toString()));
    }

    private static void primitive(TypeName type, String field, String suffix, Codec<?> codec, Codec<?> boxedCodec) {
        SHAPES.put(type.toString(), new Shape.Primitive(type, field, suffix, codec.layout()));
        constant(type.box(), PrimitiveCodecs.class, "BOXED_" + field, boxedCodec);
    }

    private static void array(TypeName component, String field, Codec<?> codec) {
        constant(ArrayTypeName.of(component), ArrayCodecs.class, field, codec);
    }

    private static void value(String type, String field, Codec<?> codec) {
        constant(ClassName.bestGuess(type), ValueCodecs.class, field, codec);
    }

    private static void provided(String type) {
        SHAPES.put(type, new Shape.Provided(ClassName.bestGuess(type)));
    }

    private static void constant(TypeName type, Class<?> holder, String field, Codec<?> codec) {
        SHAPES.put(type.toString(), new Shape.Constant(type, ClassName.get(holder), field, codec.layout()));
    }
}
