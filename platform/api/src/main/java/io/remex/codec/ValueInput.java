package io.remex.codec;

import io.remex.ValueCodecException;
import io.remex.spi.ReferenceCarrier;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Reads values from bytes that came from elsewhere and are not trusted: each read is checked against the end, and each
 * failure is a {@link ValueCodecException}. Not thread safe; a thread reuses one instance. The layout is described at
 * {@link ValueOutput}.
 *
 * <p>The bytes may be in several parts, some of them in the object store: where one ends, the next read goes on in the next. A
 * number, a text or an array never straddles two parts.
 */
public final class ValueInput {
    /** Up to so many elements a loop is faster than a view of the buffer, and allocates nothing. */
    private static final int LOOP_ELEMENTS = 64;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle CHAR = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final ByteBuffer[] NO_PARTS = {};
    private static final byte[] NO_BYTES = {};

    /** The bytes of the current part if they are in an array, which needs no buffer around it; else null. */
    private byte[] array = NO_BYTES;
    /** The bytes of the current part if they are not in an array; else null. */
    private ByteBuffer buffer;

    private int position;
    private int end;
    private int claimable;
    private int depth;
    private ReferenceCarrier references;
    private ByteBuffer[] parts = NO_PARTS;
    private int nextPart;
    private Runnable endCheck;
    private Supplier<ViewScope> viewScopes;

    /** Begins to read {@code length} bytes of a heap or direct buffer, which must be little endian. */
    public ValueInput wrap(ByteBuffer source, int offset, int length, ReferenceCarrier carrier) {
        if (source.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("the buffer must be little endian");
        }
        if (offset < 0 || length < 0 || length > source.capacity() - offset) {
            throw new IllegalArgumentException(
                    "offset=" + offset + " length=" + length + " capacity=" + source.capacity());
        }
        begin(carrier);
        beginPart(source, offset, length);
        return this;
    }

    /** Begins to read the bytes between position and limit of each buffer, one buffer after the other. */
    public ValueInput wrap(ByteBuffer[] sources, ReferenceCarrier carrier) {
        wrap(NO_BYTES, carrier);
        parts = sources;
        return this;
    }

    /** Begins to read an array. */
    public ValueInput wrap(byte[] source, ReferenceCarrier carrier) {
        return wrap(source, source.length, carrier);
    }

    /** Begins to read the first {@code length} bytes of an array. */
    public ValueInput wrap(byte[] source, int length, ReferenceCarrier carrier) {
        if (length < 0 || length > source.length) {
            throw new IllegalArgumentException("length=" + length + " of " + source.length);
        }
        begin(carrier);
        array = source;
        buffer = null;
        position = 0;
        end = length;
        claimable = length;
        return this;
    }

    private void begin(ReferenceCarrier carrier) {
        depth = 0;
        references = carrier;
        parts = NO_PARTS;
        nextPart = 0;
    }

    private void beginPart(ByteBuffer part, int offset, int length) {
        boolean isArray = part.hasArray();
        array = isArray ? part.array() : null;
        buffer = isArray ? null : part;
        position = isArray ? part.arrayOffset() + offset : offset;
        end = position + length;
        claimable = length;
    }

    /**
     * Sets what {@link #requireEnd()} asks besides: whether the bytes were still the sender's when they were read. Called only for values
     * in parts.
     */
    public void onEnd(Runnable check) {
        endCheck = check;
    }

    /** Lets codecs lend what is read, in place: until the scope is closed that they are given by the supplier, asked for each view. */
    public void lendViews(Supplier<ViewScope> scopes) {
        viewScopes = scopes;
    }

    /** The scope of views of the bytes; null if these are not lent, and what outlives the reading must be copied. */
    public ViewScope viewScope() {
        return viewScopes == null ? null : viewScopes.get();
    }

    /** The number of bytes of the current part that are not read yet. */
    public int remaining() {
        return end - position;
    }

    /** Fails unless everything has been read. */
    public void requireEnd() {
        while (position == end && nextPart < parts.length) {
            beginNextPart();
        }
        if (position != end) {
            throw new ValueCodecException(remaining() + " bytes are left over behind the value");
        }
        if (parts.length > 0 && endCheck != null) {
            endCheck.run();
        }
    }

    /** Who brings references that are inside the value. */
    public ReferenceCarrier references() {
        if (references == null) {
            throw new ValueCodecException("an ObjectRef cannot arrive here: no runtime carries it");
        }
        return references;
    }

    /** Called by codecs of types that contain other values, before these. */
    public void enter() {
        if (++depth > ValueOutput.MAX_DEPTH) {
            throw new ValueCodecException("the value is nested deeper than " + ValueOutput.MAX_DEPTH + " levels");
        }
    }

    /** Ends what {@link #enter()} began. */
    public void leave() {
        depth--;
    }

    public boolean getBoolean() {
        byte value = getByte();
        if (value != 0 && value != 1) {
            throw new ValueCodecException("a boolean is " + value + ", not 0 or 1");
        }
        return value == 1;
    }

    public byte getByte() {
        int at = claim(Byte.BYTES); // may change the buffer
        return array != null ? array[at] : buffer.get(at);
    }

    public short getShort() {
        int at = claim(Short.BYTES);
        return array != null ? (short) SHORT.get(array, at) : buffer.getShort(at);
    }

    public char getChar() {
        int at = claim(Character.BYTES);
        return array != null ? (char) CHAR.get(array, at) : buffer.getChar(at);
    }

    public int getInt() {
        int at = claim(Integer.BYTES);
        return array != null ? (int) INT.get(array, at) : buffer.getInt(at);
    }

    public long getLong() {
        int at = claim(Long.BYTES);
        return array != null ? (long) LONG.get(array, at) : buffer.getLong(at);
    }

    public float getFloat() {
        return Float.intBitsToFloat(getInt());
    }

    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** Reads a count of 0 or more. */
    public int getCount() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte next = getByte();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                if (value < 0 || shift == 28 && next > 7) {
                    break;
                }
                return value;
            }
        }
        throw new ValueCodecException("a count is negative or longer than five bytes");
    }

    /** Reads a count of things that need at least {@code elementBytes} each, and checks that so many can be there. */
    public int getCount(int elementBytes) {
        int count = getCount();
        requireRemaining(count, elementBytes);
        return count;
    }

    /**
     * Fails unless {@code count} things of {@code elementBytes} each can still follow. Every byte can be claimed by one count
     * only: nested counts that each claim all that is left would otherwise multiply what a message makes its reader allocate.
     */
    public void requireRemaining(int count, int elementBytes) {
        long needed = (long) count * elementBytes;
        if (needed > remaining() || needed > claimable) {
            throw new ValueCodecException("a count of " + count + " is more than the "
                    + Math.min(remaining(), claimable) + " bytes that are left can hold");
        }
        claimable -= (int) needed;
    }

    /** Reads the marker of a reference type: whether a value follows. */
    public boolean getPresence() {
        return getBoolean();
    }

    public void getBytes(byte[] target, int offset, int length) {
        int at = claim(length);
        if (array != null) {
            System.arraycopy(array, at, target, offset, length);
        } else {
            buffer.get(at, target, offset, length);
        }
    }

    /** Reads as many elements as the array has. */
    public void getShorts(short[] target) {
        if (target.length <= LOOP_ELEMENTS) {
            for (int i = 0; i < target.length; i++) {
                target[i] = getShort();
            }
        } else {
            bulk(target.length, Short.BYTES).asShortBuffer().get(target);
        }
    }

    /** Reads as many elements as the array has. */
    public void getChars(char[] target) {
        if (target.length <= LOOP_ELEMENTS) {
            for (int i = 0; i < target.length; i++) {
                target[i] = getChar();
            }
        } else {
            bulk(target.length, Character.BYTES).asCharBuffer().get(target);
        }
    }

    /** Reads as many elements as the array has. */
    public void getInts(int[] target) {
        if (target.length <= LOOP_ELEMENTS) {
            for (int i = 0; i < target.length; i++) {
                target[i] = getInt();
            }
        } else {
            bulk(target.length, Integer.BYTES).asIntBuffer().get(target);
        }
    }

    /** Reads as many elements as the array has. */
    public void getLongs(long[] target) {
        if (target.length <= LOOP_ELEMENTS) {
            for (int i = 0; i < target.length; i++) {
                target[i] = getLong();
            }
        } else {
            bulk(target.length, Long.BYTES).asLongBuffer().get(target);
        }
    }

    /** Reads as many elements as the array has. */
    public void getFloats(float[] target) {
        if (target.length <= LOOP_ELEMENTS) {
            for (int i = 0; i < target.length; i++) {
                target[i] = getFloat();
            }
        } else {
            bulk(target.length, Float.BYTES).asFloatBuffer().get(target);
        }
    }

    /** Reads as many elements as the array has. */
    public void getDoubles(double[] target) {
        if (target.length <= LOOP_ELEMENTS) {
            for (int i = 0; i < target.length; i++) {
                target[i] = getDouble();
            }
        } else {
            bulk(target.length, Double.BYTES).asDoubleBuffer().get(target);
        }
    }

    private ByteBuffer bulk(int count, int elementBytes) {
        return getBuffer(Math.multiplyExact(count, elementBytes));
    }

    /** The next bytes as they lie there, little endian: valid as long as what is read. */
    public ByteBuffer getBuffer(int length) {
        int at = claim(length);
        ByteBuffer bytes = array != null ? ByteBuffer.wrap(array, at, length).slice() : buffer.slice(at, length);
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads a text or null. */
    public String getString() {
        int header = getCount();
        if (header == 0) {
            return null;
        }
        boolean wide = (header - 1 & 1) == 1;
        int chars = header - 1 >>> 1;
        requireRemaining(chars, wide ? Character.BYTES : Byte.BYTES);
        if (wide) {
            char[] text = new char[chars];
            getChars(text);
            return new String(text);
        }
        if (array != null) {
            int at = claim(chars);
            return new String(array, at, chars, StandardCharsets.ISO_8859_1);
        }
        byte[] text = new byte[chars];
        getBytes(text, 0, chars);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Takes {@code length} bytes and returns where they begin in the buffer, which is the next part's if this one is read. */
    private int claim(int length) {
        int at = position;
        if (length < 0 || length > end - at) {
            return claimSlowly(length);
        }
        position = at + length;
        return at;
    }

    private int claimSlowly(int length) {
        while (position == end && nextPart < parts.length) {
            beginNextPart();
        }
        int at = position;
        if (length < 0 || length > end - at) {
            throw new ValueCodecException(length + " bytes are expected where " + (end - at) + " are left");
        }
        position = at + length;
        return at;
    }

    private void beginNextPart() {
        ByteBuffer part = parts[nextPart++];
        beginPart(part, part.position(), part.remaining());
    }
}
