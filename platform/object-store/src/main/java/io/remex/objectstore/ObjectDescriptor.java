package io.remex.objectstore;

import io.remex.ValueCodecException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Names an object of a node: where it was put, and which object it was. Travels between processes; as bytes, little endian:
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  0           magic "RO"          |            version            |
 *  +-------------------------------+-------------------------------+
 *  4                            segment                            |
 *  +---------------------------------------------------------------+
 *  8                             arena                             |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * 16                          generation                           |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * 24                            length                             |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * 32                            offset                             |
 *  +---------------------------------------------------------------+
 * 36                CRC32C of the 36 bytes before                  |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * @param arena the arena's id
 * @param segment the segment's number in it, from 1
 * @param generation the object's number in the arena, from 1, never used again
 * @param offset of the payload in the segment's file, in bytes
 * @param length of the payload, in bytes
 */
public record ObjectDescriptor(long arena, int segment, long generation, int offset, long length) {
    /** Length of the encoded form. */
    public static final int ENCODED_BYTES = 40;

    private static final short MAGIC = 0x4F52;
    private static final short VERSION = 1;
    private static final int CHECKED_BYTES = ENCODED_BYTES - Integer.BYTES;

    /**
     * Checks what can be checked without the store.
     *
     * @throws IllegalArgumentException a number is outside of what the store can have made
     */
    public ObjectDescriptor {
        if (segment < 1
                || generation < 1
                || offset < SegmentLayout.dataOffset(1)
                || offset % SegmentLayout.GRANULE_BYTES != 0
                || length < 0
                || length > ObjectStore.MAX_OBJECT_BYTES
                || offset + length > SegmentLayout.fileBytes(SegmentLayout.MAX_GRANULES)) {
            throw new IllegalArgumentException("no object can be at segment " + segment + ", generation " + generation
                    + ", offset " + offset + " with " + length + " bytes");
        }
    }

    /** The encoded form. */
    public byte[] encode() {
        byte[] bytes = new byte[ENCODED_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(MAGIC).putShort(VERSION).putInt(segment).putLong(arena);
        buffer.putLong(generation).putLong(length).putInt(offset);
        buffer.putInt(checksum(bytes, 0));
        return bytes;
    }

    /**
     * Reads an encoded form.
     *
     * @param at where in the bytes it begins; what follows it is not looked at
     * @throws ValueCodecException the bytes are not one; nothing in them was used
     */
    public static ObjectDescriptor decode(byte[] bytes, int at) {
        if (at < 0 || bytes.length - at < ENCODED_BYTES) {
            throw damaged(bytes.length - at + " bytes where an object descriptor has " + ENCODED_BYTES, null);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, at, ENCODED_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.getShort() != MAGIC || buffer.getShort() != VERSION) {
            throw damaged("bytes that are not an object descriptor of version " + VERSION, null);
        }
        int segment = buffer.getInt();
        long arena = buffer.getLong();
        long generation = buffer.getLong();
        long length = buffer.getLong();
        int offset = buffer.getInt();
        if (buffer.getInt() != checksum(bytes, at)) {
            throw damaged("an object descriptor whose checksum is wrong", null);
        }
        try {
            return new ObjectDescriptor(arena, segment, generation, offset, length);
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private static int checksum(byte[] bytes, int at) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, at, CHECKED_BYTES);
        return (int) checksum.getValue();
    }

    private static ValueCodecException damaged(String what, Throwable cause) {
        return new ValueCodecException("damaged object descriptor: " + what, cause);
    }
}
