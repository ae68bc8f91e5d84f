package io.remex.codec;

import io.remex.ValueCodecException;
import io.remex.ValueTooLargeException;
import io.remex.spi.ReferenceCarrier;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing buffer that values are appended to. Not thread safe; a thread reuses one instance for many values.
 *
 * <pre>
 *   primitive   its bytes, little endian; boolean is one byte 0 or 1
 *   count       LEB128, 1 to 5 bytes
 *   string      count: 0 for null, else 1 + (chars &lt;&lt; 1 | coder); then the chars, 1 byte each for coder 0 (ISO 8859-1), 2 for coder 1 (UTF-16)
 *   nullable    one byte: 0 for null, 1 for a value that follows
 * </pre>
 */
public final class ValueOutput {
    /** How deep values may nest; a list in a list in a record has depth three. */
    public static final int MAX_DEPTH = 1_000;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle CHAR = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int INITIAL_LENGTH = 256;

    /** The header of a text has 31 bits, of which one is the coder and one the difference from null. */
    private static final int MAX_CHARS = (1 << 30) - 2;

    private final int limitBytes;
    private final String limitName;
    private byte[] bytes;
    private int position;
    private int depth;
    private ReferenceCarrier references;

    /**
     * @param limitBytes the most bytes it may hold
     * @param limitName what the limit is called in the error that says it was reached
     */
    public ValueOutput(int limitBytes, String limitName) {
        this.limitBytes = limitBytes;
        this.limitName = limitName;
        this.bytes = new byte[Math.min(INITIAL_LENGTH, limitBytes)];
    }

    /** Forgets all content and says who carries the references that are inside the next value; null if none may be. */
    public void reset(ReferenceCarrier carrier) {
        position = 0;
        depth = 0;
        references = carrier;
    }

    /** The number of bytes appended since the last {@link #reset}. */
    public int length() {
        return position;
    }

    /** The buffer itself; the first {@link #length()} bytes count, until the next append. */
    public byte[] buffer() {
        return bytes;
    }

    /** A copy of the content. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, position);
    }

    /** Takes back everything behind {@code length}. */
    public void truncate(int length) {
        if (length < 0 || length > position) {
            throw new IllegalArgumentException("length=" + length + " of " + position);
        }
        position = length;
    }

    /** Who carries references inside the value. */
    public ReferenceCarrier references() {
        if (references == null) {
            throw new ValueCodecException("an ObjectRef cannot travel here: no runtime carries it");
        }
        return references;
    }

    /** Called by codecs of types that contain other values, before these. */
    public void enter() {
        if (++depth > MAX_DEPTH) {
            throw new ValueCodecException("the value is nested deeper than " + MAX_DEPTH
                    + " levels; send a flatter value, or a list of its parts");
        }
    }

    /** Ends what {@link #enter()} began. */
    public void leave() {
        depth--;
    }

    public void putBoolean(boolean value) {
        putByte((byte) (value ? 1 : 0));
    }

    public void putByte(byte value) {
        int at = claim(Byte.BYTES);
        bytes[at] = value;
    }

    public void putShort(short value) {
        int at = claim(Short.BYTES);
        SHORT.set(bytes, at, value);
    }

    public void putChar(char value) {
        int at = claim(Character.BYTES);
        CHAR.set(bytes, at, value);
    }

    public void putInt(int value) {
        int at = claim(Integer.BYTES);
        INT.set(bytes, at, value);
    }

    public void putLong(long value) {
        int at = claim(Long.BYTES);
        LONG.set(bytes, at, value);
    }

    public void putFloat(float value) {
        putInt(Float.floatToRawIntBits(value));
    }

    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    /** Appends a count of 0 or more. */
    public void putCount(int count) {
        int rest = count;
        while ((rest & ~0x7F) != 0) {
            putByte((byte) (rest | 0x80));
            rest >>>= 7;
        }
        putByte((byte) rest);
    }

    /** Appends the marker of a reference type; the value follows if there is one. Returns whether there is. */
    public boolean putPresence(Object value) {
        putByte((byte) (value == null ? 0 : 1));
        return value != null;
    }

    public void putBytes(byte[] source, int offset, int length) {
        int at = claim(length);
        System.arraycopy(source, offset, bytes, at, length);
    }

    /** Appends a text or null; every sequence of chars comes back as it was, lone surrogates too. */
    public void putString(String value) {
        if (value == null) {
            putCount(0);
            return;
        }
        int chars = value.length();
        requireEncodable(chars);
        boolean wide = false;
        for (int i = 0; i < chars; i++) {
            if (value.charAt(i) > 0xFF) {
                wide = true;
                break;
            }
        }
        putCount(1 + (chars << 1 | (wide ? 1 : 0)));
        int at = claim(wide ? chars << 1 : chars);
        byte[] target = bytes;
        if (wide) {
            for (int i = 0; i < chars; i++) {
                CHAR.set(target, at + (i << 1), value.charAt(i));
            }
        } else {
            for (int i = 0; i < chars; i++) {
                target[at + i] = (byte) value.charAt(i);
            }
        }
    }

    /** Makes room for {@code length} bytes and returns where they begin in {@link #buffer()}. */
    public int claim(int length) {
        int at = position;
        if (length < 0 || length > bytes.length - at) {
            grow(at, length);
        }
        position = at + length;
        return at;
    }

    private void requireEncodable(int chars) {
        if (chars > limitBytes || chars > MAX_CHARS) {
            throw tooLarge(position + (long) chars);
        }
    }

    private void grow(int at, int length) {
        long required = at + (long) length;
        if (length < 0 || required > limitBytes) {
            throw tooLarge(length < 0 ? Integer.MAX_VALUE + 1L : required);
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(limitBytes, Math.max(required, bytes.length * 2L)));
    }

    private ValueTooLargeException tooLarge(long required) {
        return new ValueTooLargeException("the value needs at least " + required + " bytes, more than " + limitName
                + "=" + limitBytes + "; send less in one task, or split the work");
    }
}
