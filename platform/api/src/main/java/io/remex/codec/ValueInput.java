package io.remex.codec;

import io.remex.ValueCodecException;
import io.remex.spi.ReferenceCarrier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads values from bytes that came from elsewhere and are not trusted: each read is checked against the end, and each
 * failure is a {@link ValueCodecException}. Not thread safe; a thread reuses one instance. The layout is described at
 * {@link ValueOutput}.
 */
public final class ValueInput {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);

    private ByteBuffer buffer = EMPTY;
    private int position;
    private int end;
    private int claimable;
    private int depth;
    private ReferenceCarrier references;

    /** Begins to read {@code length} bytes of a heap or direct buffer, which must be little endian. */
    public ValueInput wrap(ByteBuffer source, int offset, int length, ReferenceCarrier carrier) {
        if (source.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("the buffer must be little endian");
        }
        if (offset < 0 || length < 0 || length > source.capacity() - offset) {
            throw new IllegalArgumentException(
                    "offset=" + offset + " length=" + length + " capacity=" + source.capacity());
        }
        buffer = source;
        position = offset;
        end = offset + length;
        claimable = length;
        depth = 0;
        references = carrier;
        return this;
    }

    /** Begins to read an array. */
    public ValueInput wrap(byte[] source, ReferenceCarrier carrier) {
        return wrap(ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN), 0, source.length, carrier);
    }

    /** The number of bytes not read yet. */
    public int remaining() {
        return end - position;
    }

    /** Fails unless everything has been read. */
    public void requireEnd() {
        if (position != end) {
            throw new ValueCodecException(remaining() + " bytes are left over behind the value");
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
        return buffer.get(claim(Byte.BYTES));
    }

    public short getShort() {
        return buffer.getShort(claim(Short.BYTES));
    }

    public char getChar() {
        return buffer.getChar(claim(Character.BYTES));
    }

    public int getInt() {
        return buffer.getInt(claim(Integer.BYTES));
    }

    public long getLong() {
        return buffer.getLong(claim(Long.BYTES));
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
        buffer.get(claim(length), target, offset, length);
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
            int at = claim(chars << 1);
            for (int i = 0; i < chars; i++) {
                text[i] = buffer.getChar(at + (i << 1));
            }
            return new String(text);
        }
        if (buffer.hasArray()) {
            return new String(buffer.array(), buffer.arrayOffset() + claim(chars), chars, StandardCharsets.ISO_8859_1);
        }
        byte[] text = new byte[chars];
        getBytes(text, 0, chars);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Takes {@code length} bytes and returns where they begin in {@link #buffer()}. */
    public int claim(int length) {
        int at = position;
        if (length < 0 || length > end - at) {
            throw new ValueCodecException(length + " bytes are expected where " + (end - at) + " are left");
        }
        position = at + length;
        return at;
    }

    /** The buffer that is being read. */
    public ByteBuffer buffer() {
        return buffer;
    }
}
