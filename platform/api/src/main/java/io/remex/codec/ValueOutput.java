package io.remex.codec;

import io.remex.ValueCodecException;
import io.remex.ValueTooLargeException;
import io.remex.spi.ReferenceCarrier;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What values are appended to: a growing window, which at its limit overflows into a {@link ValueSink} if there is one to open.
 * From then on small values still go to the window, which is flushed when it is full, and large arrays go to the sink with one
 * copy. Not thread safe; a thread reuses one instance for many values.
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

    /** Up to so many elements a loop is faster than a view of the buffer, and allocates nothing. */
    private static final int LOOP_ELEMENTS = 64;

    /** How much of a long text is appended at a time, if the window is so large. */
    private static final int TEXT_CHUNK = 4 * 1024;

    /** The least size of the window, limit permitting, once the value goes on in a sink. */
    private static final int OVERFLOW_WINDOW = 16 * 1024;

    /** The header of a text has 31 bits, of which one is the coder and one the difference from null. */
    private static final int MAX_CHARS = (1 << 30) - 2;

    private final int limitBytes;
    private final String limitName;
    private final ValueSink.Opener opener;
    private byte[] bytes;
    private int position;
    private int depth;
    private ReferenceCarrier references;
    private ValueSink sink;
    private int flushedBytes;

    /**
     * An output with a hard limit.
     *
     * @param limitBytes the most bytes it may hold
     * @param limitName what the limit is called in the error that says it was reached
     */
    public ValueOutput(int limitBytes, String limitName) {
        this(limitBytes, limitName, null);
    }

    /**
     * @param limitBytes the most bytes that stay in the window, at least 64
     * @param limitName what the limit is called in the error that says it was reached
     * @param opener where larger values go; null if they may not be larger
     */
    public ValueOutput(int limitBytes, String limitName, ValueSink.Opener opener) {
        this.limitBytes = limitBytes;
        this.limitName = limitName;
        this.opener = opener;
        this.bytes = new byte[Math.min(INITIAL_LENGTH, limitBytes)];
    }

    /** Forgets all content and says who carries the references that are inside the next value; null if none may be. */
    public void reset(ReferenceCarrier carrier) {
        position = 0;
        depth = 0;
        references = carrier;
        if (sink != null) {
            sink.abort();
            sink = null;
        }
        flushedBytes = 0;
    }

    /** The number of bytes appended since the last {@link #reset}. */
    public int length() {
        return flushedBytes + position;
    }

    /** Whether the value has outgrown the window, so that {@link #takeSink} has it, not {@link #buffer()}. */
    public boolean hasOverflowed() {
        return sink != null;
    }

    /** The window itself, while nothing has overflowed; the first {@link #length()} bytes count, until the next append. */
    public byte[] buffer() {
        return bytes;
    }

    /** A copy of the content, while nothing has overflowed. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, position);
    }

    /** Everything appended, in the sink, opened now if it was not; it belongs to the caller, and the output is empty again. */
    public ValueSink takeSink() {
        if (sink == null) {
            open(position);
        }
        flush();
        ValueSink taken = sink;
        sink = null;
        reset(references);
        return taken;
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
        if (fits(length)) {
            int at = claim(length); // may replace the window
            System.arraycopy(source, offset, bytes, at, length);
        } else {
            large(length).put(source, offset, length);
        }
    }

    /** Appends the bytes between the source's position and its limit, which stay where they are. */
    public void putBytes(ByteBuffer source) {
        int length = source.remaining();
        if (fits(length)) {
            int at = claim(length);
            source.get(source.position(), bytes, at, length);
        } else {
            large(length).put(source.duplicate());
        }
    }

    /**
     * Appends {@code length} bytes that the caller puts into the returned buffer, little endian, from position 0 to the limit, before
     * anything else is appended.
     */
    public ByteBuffer appendBuffer(int length) {
        return bulk(length, Byte.BYTES);
    }

    /** Appends all elements. */
    public void putShorts(short[] source) {
        if (source.length <= LOOP_ELEMENTS) {
            for (short item : source) {
                putShort(item);
            }
        } else {
            bulk(source.length, Short.BYTES).asShortBuffer().put(source);
        }
    }

    /** Appends all elements. */
    public void putChars(char[] source) {
        if (source.length <= LOOP_ELEMENTS) {
            for (char item : source) {
                putChar(item);
            }
        } else {
            bulk(source.length, Character.BYTES).asCharBuffer().put(source);
        }
    }

    /** Appends all elements. */
    public void putInts(int[] source) {
        if (source.length <= LOOP_ELEMENTS) {
            for (int item : source) {
                putInt(item);
            }
        } else {
            bulk(source.length, Integer.BYTES).asIntBuffer().put(source);
        }
    }

    /** Appends all elements. */
    public void putLongs(long[] source) {
        if (source.length <= LOOP_ELEMENTS) {
            for (long item : source) {
                putLong(item);
            }
        } else {
            bulk(source.length, Long.BYTES).asLongBuffer().put(source);
        }
    }

    /** Appends all elements. */
    public void putFloats(float[] source) {
        if (source.length <= LOOP_ELEMENTS) {
            for (float item : source) {
                putFloat(item);
            }
        } else {
            bulk(source.length, Float.BYTES).asFloatBuffer().put(source);
        }
    }

    /** Appends all elements. */
    public void putDoubles(double[] source) {
        if (source.length <= LOOP_ELEMENTS) {
            for (double item : source) {
                putDouble(item);
            }
        } else {
            bulk(source.length, Double.BYTES).asDoubleBuffer().put(source);
        }
    }

    /** Appends a text or null; every sequence of chars comes back as it was, lone surrogates too. */
    public void putString(String value) {
        if (value == null) {
            putCount(0);
            return;
        }
        int chars = value.length();
        if (chars > MAX_CHARS || opener == null && chars > limitBytes) {
            throw tooLarge(length() + (long) chars);
        }
        boolean wide = false;
        for (int i = 0; i < chars; i++) {
            if (value.charAt(i) > 0xFF) {
                wide = true;
                break;
            }
        }
        putCount(1 + (chars << 1 | (wide ? 1 : 0)));
        int chunk = Math.max(1, Math.min(TEXT_CHUNK, limitBytes >> 1));
        for (int from = 0; from < chars; from += chunk) {
            putChars(value, wide, from, Math.min(chars, from + chunk));
        }
    }

    private void putChars(String value, boolean wide, int from, int to) {
        if (wide) {
            int at = claim(to - from << 1);
            byte[] target = bytes;
            for (int i = from; i < to; i++) {
                CHAR.set(target, at + (i - from << 1), value.charAt(i));
            }
        } else {
            int at = claim(to - from);
            byte[] target = bytes;
            for (int i = from; i < to; i++) {
                target[at + i - from] = (byte) value.charAt(i);
            }
        }
    }

    /** Makes room for a few bytes and returns where they begin in the window. */
    private int claim(int length) {
        int at = position;
        if (length > bytes.length - at) {
            return claimSlowly(length);
        }
        position = at + length;
        return at;
    }

    /** Whether so many bytes go to the window. */
    private boolean fits(int length) {
        return sink == null ? length <= limitBytes - position : length <= bytes.length >> 2;
    }

    /** Room for {@code count} elements: in the window if they fit there, or else in the sink. */
    private ByteBuffer bulk(int count, int elementBytes) {
        long length = (long) count * elementBytes;
        if (length > Integer.MAX_VALUE) {
            throw tooLarge(length() + length);
        }
        if (fits((int) length)) {
            int at = claim((int) length);
            return ByteBuffer.wrap(bytes, at, (int) length).slice().order(ByteOrder.LITTLE_ENDIAN);
        }
        return large((int) length);
    }

    /** Room in the sink, behind everything that was appended so far. */
    private ByteBuffer large(int length) {
        if (sink == null) {
            open(position + (long) length);
        }
        requireRoom(length);
        flush();
        ByteBuffer target = sink.claim(length);
        flushedBytes += length;
        return target;
    }

    private int claimSlowly(int length) {
        long required = position + (long) length;
        if (sink == null && required <= limitBytes) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limitBytes, Math.max(required, bytes.length * 2L)));
        } else {
            if (sink == null) {
                open(required);
            }
            requireRoom(length);
            flush();
            if (bytes.length < OVERFLOW_WINDOW && bytes.length < limitBytes) {
                bytes = new byte[Math.min(limitBytes, OVERFLOW_WINDOW)];
            }
        }
        int at = position;
        position = at + length;
        return at;
    }

    private void open(long atLeastBytes) {
        if (opener == null) {
            throw tooLarge(atLeastBytes);
        }
        sink = opener.open(atLeastBytes);
    }

    private void flush() {
        if (position > 0) {
            sink.claim(position).put(bytes, 0, position);
            flushedBytes += position;
            position = 0;
        }
    }

    private void requireRoom(int length) {
        long required = flushedBytes + (long) position + length;
        if (required > sink.maxBytes()) {
            throw tooLarge(required);
        }
    }

    private ValueTooLargeException tooLarge(long required) {
        String limit = sink == null ? limitName + '=' + limitBytes : "the " + sink.maxBytes() + " bytes of an object";
        return new ValueTooLargeException("the value needs at least " + required + " bytes, more than " + limit
                + "; send less in one task, or split the work");
    }
}
