package io.remex.objectstore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A run of granules that one object, or a writer, has.
 *
 * @param segment where
 * @param start first granule
 * @param granules how many
 */
record Block(Segment segment, int start, int granules) {
    /** Room for payload. */
    int bytes() {
        return granules * SegmentLayout.GRANULE_BYTES;
    }

    int payloadOffset() {
        return segment.offsetOf(start);
    }

    /** The payload's memory, writable, little endian. It keeps the segment mapped. */
    ByteBuffer memory(int lengthBytes) {
        return segment.memory().slice(payloadOffset(), lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    void publish(long generation, long length, int flags, int checksum) {
        BlockLayout.publish(segment.buffer(), BlockLayout.entryOffset(start), generation, length, flags, checksum);
    }

    boolean hasChecksum() {
        int entry = BlockLayout.entryOffset(start);
        return (segment.buffer().getInt(entry + BlockLayout.FLAGS_OFFSET) & BlockLayout.HAS_CHECKSUM) != 0;
    }

    int checksum() {
        return segment.buffer().getInt(BlockLayout.entryOffset(start) + BlockLayout.CHECKSUM_OFFSET);
    }

    void retract() {
        BlockLayout.retract(segment.buffer(), BlockLayout.entryOffset(start));
    }
}
