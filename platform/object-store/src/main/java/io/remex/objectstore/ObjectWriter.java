package io.remex.objectstore;

import io.remex.ObjectStoreFullException;
import io.remex.ValueTooLargeException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Writes an object whose length need not be known, little endian, straight into shared memory. Nobody sees it before {@link #seal()}. For one thread at a
 * time; whoever asked for it seals or closes it, and a writer that is forgotten gives its memory back when the garbage collector finds it.
 *
 * <p>Every method that writes may throw {@link ObjectStoreFullException} (there is no room to grow) or {@link ValueTooLargeException} (no object may be so
 * large). The writer is as it was before then, and should be closed. After {@link #seal()} and {@link #close()} everything but close is an
 * {@link IllegalStateException}.
 */
public final class ObjectWriter implements AutoCloseable {
    /** The writer's block, apart from the writer so that it can be given back when the writer is forgotten. */
    private static final class Held implements Runnable {
        private final Arena arena;
        private Block block;

        private Held(Arena arena, Block block) {
            this.arena = arena;
            this.block = block;
        }

        @Override
        public void run() {
            if (block != null) {
                arena.release(block);
                block = null;
            }
        }
    }

    private final Arena arena;
    private final Room room;
    private final LeakDetector leaks;
    private final Held held;
    private final LeakDetector.Guard guard;
    private ByteBuffer memory;
    private boolean ended;

    ObjectWriter(Arena arena, Room room, long estimatedBytes, LeakDetector leaks) {
        this.arena = arena;
        this.room = room;
        this.leaks = leaks;
        int estimate = Room.checkedLength(Math.max(0, estimatedBytes));
        this.held = new Held(arena, room.allocate(estimate));
        this.memory = held.block.memory(held.block.bytes());
        this.guard = leaks.guard(this, "a writer", held);
    }

    /** Bytes written so far. */
    public int position() {
        return memory.position();
    }

    /** Says that so much more is going to be written: takes exactly that, and moves what is written at most once. */
    public void reserve(long moreBytes) {
        if (moreBytes < 0) {
            throw new IllegalArgumentException("cannot reserve " + moreBytes + " bytes");
        }
        requireOpen();
        if (moreBytes > memory.remaining()) {
            grow(moreBytes, memory.position() + moreBytes);
        }
    }

    /**
     * The next bytes as a buffer to write into, at its own pace and in any order; they count as written at once. Valid until the next
     * call of any method of the writer.
     */
    public ByteBuffer buffer(int bytes) {
        int at = claim(bytes);
        return memory.slice(at, bytes).order(memory.order());
    }

    public void writeByte(int value) {
        require(Byte.BYTES).put((byte) value);
    }

    public void writeShort(int value) {
        require(Short.BYTES).putShort((short) value);
    }

    public void writeChar(int value) {
        require(Character.BYTES).putChar((char) value);
    }

    public void writeInt(int value) {
        require(Integer.BYTES).putInt(value);
    }

    public void writeLong(long value) {
        require(Long.BYTES).putLong(value);
    }

    public void writeFloat(float value) {
        require(Float.BYTES).putFloat(value);
    }

    public void writeDouble(double value) {
        require(Double.BYTES).putDouble(value);
    }

    /** Copies bytes. */
    public void write(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        require(length).put(source, offset, length);
    }

    /** Copies what remains in the source, and moves its position. */
    public void write(ByteBuffer source) {
        require(source.remaining()).put(source);
    }

    /** Copies elements, each in little endian; one copy of memory. */
    public void write(short[] source, int offset, int length) {
        bulk(source.length, offset, length, Short.BYTES).asShortBuffer().put(source, offset, length);
    }

    /** Copies elements, each in little endian; one copy of memory. */
    public void write(char[] source, int offset, int length) {
        bulk(source.length, offset, length, Character.BYTES).asCharBuffer().put(source, offset, length);
    }

    /** Copies elements, each in little endian; one copy of memory. */
    public void write(int[] source, int offset, int length) {
        bulk(source.length, offset, length, Integer.BYTES).asIntBuffer().put(source, offset, length);
    }

    /** Copies elements, each in little endian; one copy of memory. */
    public void write(long[] source, int offset, int length) {
        bulk(source.length, offset, length, Long.BYTES).asLongBuffer().put(source, offset, length);
    }

    /** Copies elements, each in little endian; one copy of memory. */
    public void write(float[] source, int offset, int length) {
        bulk(source.length, offset, length, Float.BYTES).asFloatBuffer().put(source, offset, length);
    }

    /** Copies elements, each in little endian; one copy of memory. */
    public void write(double[] source, int offset, int length) {
        bulk(source.length, offset, length, Double.BYTES).asDoubleBuffer().put(source, offset, length);
    }

    private ByteBuffer bulk(int sourceLength, int offset, int length, int elementBytes) {
        Objects.checkFromIndexSize(offset, length, sourceLength);
        int bytes = Room.checkedLength((long) length * elementBytes);
        return buffer(bytes);
    }

    private int claim(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("cannot write " + bytes + " bytes");
        }
        int at = require(bytes).position();
        memory.position(at + bytes);
        return at;
    }

    private ByteBuffer require(int bytes) {
        requireOpen();
        if (bytes > memory.remaining()) {
            grow(bytes, Math.min(2L * memory.capacity(), ObjectStore.MAX_OBJECT_BYTES));
        }
        return memory;
    }

    /** In place if the memory behind is free, otherwise by moving. */
    private void grow(long moreBytes, long wishedBytes) {
        int needed = Room.checkedLength(memory.position() + moreBytes);
        int wished = (int) Math.max(needed, wishedBytes);
        Block longer = arena.tryExtend(held.block, wished);
        if (longer == null) {
            longer = moved(wished, needed);
        }
        int position = memory.position();
        held.block = longer;
        memory = longer.memory(longer.bytes()).position(position);
    }

    private Block moved(int wished, int needed) {
        Block target = arena.tryAllocate(wished);
        if (target == null) {
            target = room.allocate(needed);
        }
        target.memory(target.bytes()).put(memory.duplicate().flip());
        arena.release(held.block);
        return target;
    }

    /** Ends the writing: what is not needed goes back, and the object can be read. */
    public StoredObject seal() {
        requireOpen();
        ObjectEntry entry = arena.seal(held.block, memory.position());
        held.block = null;
        end();
        return new StoredObject(arena, entry, leaks);
    }

    /** Gives up what was written; again, or after {@link #seal()}: does nothing. */
    @Override
    public void close() {
        if (!ended) {
            end();
        }
    }

    private void end() {
        ended = true;
        guard.close();
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("this writer was sealed or closed");
        }
    }
}
