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
 * A read-only buffer that can be read while its scope is open: every read asks first. It has nothing that writes, so a cast cannot
 * write into another process's memory. Bounds are checked here and not left to Agrona, whose checks a system property turns off. Every
 * read keeps the view reachable until it is done: the memory of a view that nobody has any more is given back.
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
        long value = open(index, Long.BYTES).getLong(index, byteOrder);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public long getLong(int index) {
        long value = open(index, Long.BYTES).getLong(index);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int getInt(int index, ByteOrder byteOrder) {
        int value = open(index, Integer.BYTES).getInt(index, byteOrder);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int getInt(int index) {
        int value = open(index, Integer.BYTES).getInt(index);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int parseNaturalIntAscii(int index, int length) {
        int value = open(index, length).parseNaturalIntAscii(index, length);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public long parseNaturalLongAscii(int index, int length) {
        long value = open(index, length).parseNaturalLongAscii(index, length);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int parseIntAscii(int index, int length) {
        int value = open(index, length).parseIntAscii(index, length);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public long parseLongAscii(int index, int length) {
        long value = open(index, length).parseLongAscii(index, length);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public double getDouble(int index, ByteOrder byteOrder) {
        double value = open(index, Double.BYTES).getDouble(index, byteOrder);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public double getDouble(int index) {
        double value = open(index, Double.BYTES).getDouble(index);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public float getFloat(int index, ByteOrder byteOrder) {
        float value = open(index, Float.BYTES).getFloat(index, byteOrder);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public float getFloat(int index) {
        float value = open(index, Float.BYTES).getFloat(index);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public short getShort(int index, ByteOrder byteOrder) {
        short value = open(index, Short.BYTES).getShort(index, byteOrder);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public short getShort(int index) {
        short value = open(index, Short.BYTES).getShort(index);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public char getChar(int index, ByteOrder byteOrder) {
        char value = open(index, Character.BYTES).getChar(index, byteOrder);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public char getChar(int index) {
        char value = open(index, Character.BYTES).getChar(index);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public byte getByte(int index) {
        byte value = open(index, Byte.BYTES).getByte(index);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public void getBytes(int index, byte[] destination) {
        open(index, destination.length).getBytes(index, destination);
        Reference.reachabilityFence(this);
    }

    @Override
    public void getBytes(int index, byte[] destination, int offset, int length) {
        open(index, length).getBytes(index, destination, offset, length);
        Reference.reachabilityFence(this);
    }

    @Override
    public void getBytes(int index, MutableDirectBuffer destination, int destinationIndex, int length) {
        open(index, length).getBytes(index, destination, destinationIndex, length);
        Reference.reachabilityFence(this);
    }

    @Override
    public void getBytes(int index, ByteBuffer destination, int length) {
        open(index, length).getBytes(index, destination, length);
        Reference.reachabilityFence(this);
    }

    @Override
    public void getBytes(int index, ByteBuffer destination, int destinationOffset, int length) {
        open(index, length).getBytes(index, destination, destinationOffset, length);
        Reference.reachabilityFence(this);
    }

    @Override
    public String getStringAscii(int index) {
        int length = getInt(index);
        String value = openText(index, length).getStringAscii(index);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int getStringAscii(int index, Appendable appendable) {
        int length = getInt(index);
        int value = openText(index, length).getStringAscii(index, appendable);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public String getStringAscii(int index, ByteOrder byteOrder) {
        int length = getInt(index, byteOrder);
        String value = openText(index, length).getStringAscii(index, byteOrder);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int getStringAscii(int index, Appendable appendable, ByteOrder byteOrder) {
        int length = getInt(index, byteOrder);
        int value = openText(index, length).getStringAscii(index, appendable, byteOrder);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public String getStringAscii(int index, int length) {
        String value = openText(index, length).getStringAscii(index, length);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int getStringAscii(int index, int length, Appendable appendable) {
        int value = openText(index, length).getStringAscii(index, length, appendable);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public String getStringWithoutLengthAscii(int index, int length) {
        String value = open(index, length).getStringWithoutLengthAscii(index, length);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public int getStringWithoutLengthAscii(int index, int length, Appendable appendable) {
        int value = open(index, length).getStringWithoutLengthAscii(index, length, appendable);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public String getStringUtf8(int index) {
        int length = getInt(index);
        String value = openText(index, length).getStringUtf8(index);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public String getStringUtf8(int index, ByteOrder byteOrder) {
        int length = getInt(index, byteOrder);
        String value = openText(index, length).getStringUtf8(index, byteOrder);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public String getStringUtf8(int index, int length) {
        String value = openText(index, length).getStringUtf8(index, length);
        Reference.reachabilityFence(this);
        return value;
    }

    @Override
    public String getStringWithoutLengthUtf8(int index, int length) {
        String value = open(index, length).getStringWithoutLengthUtf8(index, length);
        Reference.reachabilityFence(this);
        return value;
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
        int value = open().compareTo(other);
        Reference.reachabilityFence(this);
        return value;
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
