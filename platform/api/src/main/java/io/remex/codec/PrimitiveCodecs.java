package io.remex.codec;

import io.remex.ValueCodecException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Codecs of primitives, as they stand in results and arguments, and of their boxes, which may be null. */
public final class PrimitiveCodecs {
    public static final Codec<Boolean> BOOLEAN = primitive("boolean", ValueOutput::putBoolean, ValueInput::getBoolean);
    public static final Codec<Byte> BYTE = primitive("byte", ValueOutput::putByte, ValueInput::getByte);
    public static final Codec<Short> SHORT = primitive("short", ValueOutput::putShort, ValueInput::getShort);
    public static final Codec<Character> CHAR = primitive("char", ValueOutput::putChar, ValueInput::getChar);
    public static final Codec<Integer> INT = primitive("int", ValueOutput::putInt, ValueInput::getInt);
    public static final Codec<Long> LONG = primitive("long", ValueOutput::putLong, ValueInput::getLong);
    public static final Codec<Float> FLOAT = primitive("float", ValueOutput::putFloat, ValueInput::getFloat);
    public static final Codec<Double> DOUBLE = primitive("double", ValueOutput::putDouble, ValueInput::getDouble);

    public static final Codec<Boolean> BOXED_BOOLEAN = nullable(BOOLEAN);
    public static final Codec<Byte> BOXED_BYTE = nullable(BYTE);
    public static final Codec<Short> BOXED_SHORT = nullable(SHORT);
    public static final Codec<Character> BOXED_CHAR = nullable(CHAR);
    public static final Codec<Integer> BOXED_INT = nullable(INT);
    public static final Codec<Long> BOXED_LONG = nullable(LONG);
    public static final Codec<Float> BOXED_FLOAT = nullable(FLOAT);
    public static final Codec<Double> BOXED_DOUBLE = nullable(DOUBLE);

    /** The result of a {@code void} method: one byte, always null. */
    public static final Codec<Void> VOID = new Codec<>() {
        @Override
        public void encode(ValueOutput out, Void value) {
            out.putByte((byte) 0);
        }

        @Override
        public Void decode(ValueInput in) {
            in.getByte();
            return null;
        }

        @Override
        public String layout() {
            return "void";
        }
    };

    private PrimitiveCodecs() {}

    /** The codec of a type whose values may be null, around one of values that are not. */
    public static <T> Codec<T> nullable(Codec<T> inner) {
        return new NullableCodec<>(inner);
    }

    /** A codec of values that are not null. */
    static <T> Codec<T> primitive(String layout, BiConsumer<ValueOutput, T> put, Function<ValueInput, T> get) {
        return new NonNullCodec<>(layout, put, get);
    }

    /** A codec of values that are never null, as primitives are. */
    public record NonNullCodec<T>(String layout, BiConsumer<ValueOutput, T> put, Function<ValueInput, T> get)
            implements Codec<T> {
        @Override
        public void encode(ValueOutput out, T value) {
            if (value == null) {
                throw new ValueCodecException("null stands where a " + layout + " is declared");
            }
            put.accept(out, value);
        }

        @Override
        public T decode(ValueInput in) {
            return get.apply(in);
        }
    }

    private record NullableCodec<T>(Codec<T> inner) implements Codec<T> {
        @Override
        public void encode(ValueOutput out, T value) {
            if (out.putPresence(value)) {
                inner.encode(out, value);
            }
        }

        @Override
        public T decode(ValueInput in) {
            return in.getPresence() ? inner.decode(in) : null;
        }

        @Override
        public String layout() {
            return inner.layout() + '?';
        }
    }
}
