package io.remex.transport;

import io.remex.objectstore.ObjectDescriptor;
import io.remex.protocol.sbe.TaskEncoder;

/**
 * One of the parts that the arguments of a task are made of when they are not all inline. Immutable.
 *
 * @param offset where it begins in the object; 0 for an inline part
 * @param length its bytes
 * @param object the encoded {@link ObjectDescriptor}; null for an inline part, which is the next bytes of the message's arguments
 */
public record TaskPart(int offset, int length, byte[] object) {
    /** The parts of a task whose arguments are all inline. */
    public static final TaskPart[] NONE = {};

    /** The bytes that the list of so many parts takes in a message. */
    public static int encodedBytes(int parts) {
        return parts * TaskEncoder.PartsEncoder.sbeBlockLength();
    }

    /** A part of the message. */
    public static TaskPart inline(int length) {
        return new TaskPart(0, length, null);
    }

    /** A part in the store. */
    public static TaskPart stored(ObjectDescriptor object, int offset, int length) {
        return new TaskPart(offset, length, object.encode());
    }

    /** Whether it is in the message. */
    public boolean isInline() {
        return object == null;
    }
}
