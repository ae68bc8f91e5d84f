package io.remex.objectstore;

import java.lang.invoke.VarHandle;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An entry of a segment's block table: the object that begins in this granule, if one does. Written by the arena's process only.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  0       generation; 0: no readable object begins here           |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  8                      length of the payload                    |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * 16                CRC32C of the payload, if flag C               |
 *  +-------------------------------------------------------------+-+
 * 20                            reserved, 0                      |C|
 *  +-------------------------------------------------------------+-+
 * 24                            reserved, 0                        |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>The protocol is a sequence lock without a writer that waits. The writer fills payload and entry while the generation is 0 and then
 * stores the generation with release. To take the memory back it stores 0, and a store fence keeps all writes of the next user
 * behind that. A reader loads the generation with acquire, reads, puts a load fence behind its reads, and loads the generation again:
 * if both are the one it wants, what it read is of that object. Generations are never used again in an arena.
 */
final class BlockLayout {
    static final int BYTES = 32;
    static final int GENERATION_OFFSET = 0;
    static final int LENGTH_OFFSET = 8;
    static final int CHECKSUM_OFFSET = 16;
    static final int FLAGS_OFFSET = 20;

    static final int HAS_CHECKSUM = 1;

    private BlockLayout() {}

    static int entryOffset(int granule) {
        return SegmentLayout.TABLE_OFFSET + granule * BYTES;
    }

    /** Writer: makes a finished object readable. */
    static void publish(UnsafeBuffer segment, int entry, long generation, long length, int flags, int checksum) {
        segment.putLong(entry + LENGTH_OFFSET, length);
        segment.putInt(entry + CHECKSUM_OFFSET, checksum);
        segment.putInt(entry + FLAGS_OFFSET, flags);
        segment.putLongRelease(entry + GENERATION_OFFSET, generation);
    }

    /** Writer: ends the object; its memory may be written after this. */
    static void retract(UnsafeBuffer segment, int entry) {
        segment.putLongRelease(entry + GENERATION_OFFSET, 0);
        VarHandle.storeStoreFence();
    }

    /** Reader: the generation, before anything else of the object is read. */
    static long generationBefore(UnsafeBuffer segment, int entry) {
        return segment.getLongAcquire(entry + GENERATION_OFFSET);
    }

    /** Reader: the generation, after everything was read. */
    static long generationAfter(UnsafeBuffer segment, int entry) {
        VarHandle.loadLoadFence();
        return segment.getLongVolatile(entry + GENERATION_OFFSET);
    }
}
