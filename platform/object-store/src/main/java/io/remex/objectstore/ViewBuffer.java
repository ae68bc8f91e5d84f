package io.remex.objectstore;

import io.remex.codec.ViewScope;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A read-only buffer that can be read while its scope is open: every read asks first. It has nothing that writes, so a cast cannot write into another process's
 * memory. Bounds are checked here and not left to Agrona, whose checks a system property turns off.
 */
final class ViewBuffer implements DirectBuffer {
    private static final String READ_ONLY = "a view of an object cannot be wrapped around something else";

    private final UnsafeBuffer memory;
    private final ByteBuffer bytes;
    private final int capacity;
    private final ViewScope scope;

    ViewBuffer(ByteBuffer bytes, ViewScope scope) {
        this.bytes = bytes;
        this.scope = scope;
        this.memory = new UnsafeBuffer(bytes);
        this.capacity = bytes.capacity();
    }

    private UnsafeBuffer open() {
        scope.requireOpen();
        return memory;
    }

    private UnsafeBuffer open(int index, int length) {
        Objects.checkFromIndexSize(index, length, capacity);
        return open();
    }

    /** A string whose length, which the caller knows, stands in front of it. */
    private UnsafeBuffer openText(int index, int length) {
        open(index, STR_HEADER_LEN);
        return open(index + STR_HEADER_LEN, length);
    }

    @Override
    public long getLong(int index, ByteOrder byteOrder) {
        return open(index, Long.BYTES).getLong(index, byteOrder);
    }

    @Override
    public long getLong(int index) {
        return open(index, Long.BYTES).getLong(index);
    }

    @Override
    public int getInt(int index, ByteOrder byteOrder) {
        return open(index, Integer.BYTES).getInt(index, byteOrder);
    }

    @Override
    public int getInt(int index) {
        return open(index, Integer.BYTES).getInt(index);
    }

    @Override
    public int parseNaturalIntAscii(int index, int length) {
        return open(index, length).parseNaturalIntAscii(index, length);
    }

    @Override
    public long parseNaturalLongAscii(int index, int length) {
        return open(index, length).parseNaturalLongAscii(index, length);
    }

    @Override
    public int parseIntAscii(int index, int length) {
        return open(index, length).parseIntAscii(index, length);
    }

    @Override
    public long parseLongAscii(int index, int length) {
        return open(index, length).parseLongAscii(index, length);
    }

    @Override
    public double getDouble(int index, ByteOrder byteOrder) {
        return open(index, Double.BYTES).getDouble(index, byteOrder);
    }

    @Override
    public double getDouble(int index) {
        return open(index, Double.BYTES).getDouble(index);
    }

    @Override
    public float getFloat(int index, ByteOrder byteOrder) {
        return open(index, Float.BYTES).getFloat(index, byteOrder);
    }

    @Override
    public float getFloat(int index) {
        return open(index, Float.BYTES).getFloat(index);
    }

    @Override
    public short getShort(int index, ByteOrder byteOrder) {
        return open(index, Short.BYTES).getShort(index, byteOrder);
    }

    @Override
    public short getShort(int index) {
        return open(index, Short.BYTES).getShort(index);
    }

    @Override
    public char getChar(int index, ByteOrder byteOrder) {
        return open(index, Character.BYTES).getChar(index, byteOrder);
    }

    @Override
    public char getChar(int index) {
        return open(index, Character.BYTES).getChar(index);
    }

    @Override
    public byte getByte(int index) {
        return open(index, Byte.BYTES).getByte(index);
    }

    @Override
    public void getBytes(int index, byte[] destination) {
        open(index, destination.length).getBytes(index, destination);
        Reference.reachabilityFence(this); // or what it is of could be freed during the copy
    }

    @Override
    public void getBytes(int index, byte[] destination, int offset, int length) {
        open(index, length).getBytes(index, destination, offset, length);
        Reference.reachabilityFence(this); // or what it is of could be freed during the copy
    }

    @Override
    public void getBytes(int index, MutableDirectBuffer destination, int destinationIndex, int length) {
        open(index, length).getBytes(index, destination, destinationIndex, length);
        Reference.reachabilityFence(this); // or what it is of could be freed during the copy
    }

    @Override
    public void getBytes(int index, ByteBuffer destination, int length) {
        open(index, length).getBytes(index, destination, length);
        Reference.reachabilityFence(this); // or what it is of could be freed during the copy
    }

    @Override
    public void getBytes(int index, ByteBuffer destination, int destinationOffset, int length) {
        open(index, length).getBytes(index, destination, destinationOffset, length);
        Reference.reachabilityFence(this); // or what it is of could be freed during the copy
    }

    @Override
    public String getStringAscii(int index) {
        int length = getInt(index);
        return openText(index, length).getStringAscii(index);
    }

    @Override
    public int getStringAscii(int index, Appendable appendable) {
        int length = getInt(index);
        return openText(index, length).getStringAscii(index, appendable);
    }

    @Override
    public String getStringAscii(int index, ByteOrder byteOrder) {
        int length = getInt(index, byteOrder);
        return openText(index, length).getStringAscii(index, byteOrder);
    }

    @Override
    public int getStringAscii(int index, Appendable appendable, ByteOrder byteOrder) {
        int length = getInt(index, byteOrder);
        return openText(index, length).getStringAscii(index, appendable, byteOrder);
    }

    @Override
    public String getStringAscii(int index, int length) {
        return openText(index, length).getStringAscii(index, length);
    }

    @Override
    public int getStringAscii(int index, int length, Appendable appendable) {
        return openText(index, length).getStringAscii(index, length, appendable);
    }

    @Override
    public String getStringWithoutLengthAscii(int index, int length) {
        return open(index, length).getStringWithoutLengthAscii(index, length);
    }

    @Override
    public int getStringWithoutLengthAscii(int index, int length, Appendable appendable) {
        return open(index, length).getStringWithoutLengthAscii(index, length, appendable);
    }

    @Override
    public String getStringUtf8(int index) {
        int length = getInt(index);
        return openText(index, length).getStringUtf8(index);
    }

    @Override
    public String getStringUtf8(int index, ByteOrder byteOrder) {
        int length = getInt(index, byteOrder);
        return openText(index, length).getStringUtf8(index, byteOrder);
    }

    @Override
    public String getStringUtf8(int index, int length) {
        return openText(index, length).getStringUtf8(index, length);
    }

    @Override
    public String getStringWithoutLengthUtf8(int index, int length) {
        return open(index, length).getStringWithoutLengthUtf8(index, length);
    }

    @Override
    public void boundsCheck(int index, int length) {
        open(index, length);
    }

    @Override
    public int capacity() {
        open();
        return capacity;
    }

    @Override
    public void checkLimit(int limit) {
        open(0, limit);
    }

    /** For bulk copies by Agrona; it keeps its memory mapped, but does not know when the scope is closed. */
    @Override
    public ByteBuffer byteBuffer() {
        open();
        return bytes;
    }

    @Override
    public long addressOffset() {
        return open().addressOffset();
    }

    /** The array, if the bytes came inline: what is copied by address by Agrona needs it. */
    @Override
    public byte[] byteArray() {
        return open().byteArray();
    }

    @Override
    public int wrapAdjustment() {
        return open().wrapAdjustment();
    }

    @Override
    public int compareTo(DirectBuffer other) {
        return open().compareTo(other);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "ViewBuffer[" + (scope.isOpen() ? capacity + " bytes" : "closed") + ']';
    }

    @Override
    public void wrap(byte[] buffer) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void wrap(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void wrap(ByteBuffer buffer) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void wrap(ByteBuffer buffer, int offset, int length) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void wrap(DirectBuffer buffer) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int length) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void wrap(long address, int length) {
        throw new UnsupportedOperationException(READ_ONLY);
    }
}
