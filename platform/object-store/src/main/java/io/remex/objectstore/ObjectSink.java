package io.remex.objectstore;

import io.remex.codec.ValueSink;
import java.nio.ByteBuffer;

/** An object that is being written as the overflow of a value; sealed by whoever took it from the value's output. For one thread. */
public final class ObjectSink implements ValueSink {
    /** From this size on memory is taken exactly, not with room to grow: a large array announces itself. */
    private static final int ANNOUNCED_BYTES = 64 * 1024;

    private final ObjectWriter writer;

    private ObjectSink(ObjectWriter writer) {
        this.writer = writer;
    }

    /** Opens objects of the store; for any number of outputs. */
    public static Opener opener(ObjectStore store) {
        return atLeastBytes -> new ObjectSink(store.writer(atLeastBytes));
    }

    @Override
    public int maxBytes() {
        return ObjectStore.MAX_OBJECT_BYTES;
    }

    @Override
    public ByteBuffer claim(int length) {
        if (length >= ANNOUNCED_BYTES) {
            writer.reserve(length);
        }
        return writer.buffer(length);
    }

    /** Ends the writing; the object belongs to whoever calls this. */
    public StoredObject seal() {
        return writer.seal();
    }

    @Override
    public void abort() {
        writer.close();
    }
}
