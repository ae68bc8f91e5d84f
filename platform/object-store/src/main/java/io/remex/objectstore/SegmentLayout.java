package io.remex.objectstore;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A segment file, little endian. Its length never changes while it has its name; its number is never used again in its arena.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  0                          magic "RMXSEGMT"                     |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  8                            version                            |
 *  +---------------------------------------------------------------+
 * 12                        segment number                         |
 *  +---------------------------------------------------------------+
 * 16                           arena id                            |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * 24                       granules of data                        |
 *  +---------------------------------------------------------------+
 * 28                 zeros to the end of the page                 ...
 *  +---------------------------------------------------------------+
 *4096    block table: one {@link BlockLayout} of 32 bytes for each granule, padded to a page
 *  +---------------------------------------------------------------+
 *        data: granules of 4,096 bytes
 *  +---------------------------------------------------------------+
 * </pre>
 *
 * <p>The table is apart from the data, so that no payload can be taken for a header, whatever is in it.
 */
final class SegmentLayout {
    /** "RMXSEGMT" as it stands in the file. */
    static final long MAGIC = 0x544D_4745_5358_4D52L;

    static final int VERSION = 1;

    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int NUMBER_OFFSET = 12;
    static final int ARENA_OFFSET = 16;
    static final int GRANULES_OFFSET = 24;
    static final int HEADER_BYTES = 28;

    static final int PAGE_BYTES = 4_096;
    static final int GRANULE_BYTES = 4_096;
    static final int TABLE_OFFSET = PAGE_BYTES;

    /** The largest segment, so that one buffer maps it. */
    static final int MAX_GRANULES = 512_000;

    private SegmentLayout() {}

    /** Where the data begin. */
    static int dataOffset(int granules) {
        int tableBytes = granules * BlockLayout.BYTES;
        return TABLE_OFFSET + (tableBytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    }

    /** Length of the file. */
    static int fileBytes(int granules) {
        return dataOffset(granules) + granules * GRANULE_BYTES;
    }

    /** How many granules hold so many bytes; at least one, so that an empty object has a place as well. */
    static int granulesFor(int bytes) {
        return Math.max(1, (int) (((long) bytes + GRANULE_BYTES - 1) / GRANULE_BYTES));
    }

    /** The header of a new segment. */
    static ByteBuffer header(long arenaId, int number, int granules) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC_OFFSET, MAGIC);
        header.putInt(VERSION_OFFSET, VERSION);
        header.putInt(NUMBER_OFFSET, number);
        header.putLong(ARENA_OFFSET, arenaId);
        header.putInt(GRANULES_OFFSET, granules);
        return header;
    }

    /**
     * Checks a header that somebody else wrote against the file that it came from.
     *
     * @param header its first {@link #HEADER_BYTES} bytes, or less if the file is shorter; little endian
     * @return null if the file may be mapped, otherwise what is wrong
     */
    static String defect(ByteBuffer header, long arenaId, int number, long fileBytes) {
        if (header.limit() < HEADER_BYTES) {
            return "it has " + fileBytes + " bytes";
        }
        if (header.getLong(MAGIC_OFFSET) != MAGIC || header.getInt(VERSION_OFFSET) != VERSION) {
            return "it is not a segment of version " + VERSION;
        }
        if (header.getLong(ARENA_OFFSET) != arenaId || header.getInt(NUMBER_OFFSET) != number) {
            return "it belongs to another arena or has another number";
        }
        int granules = header.getInt(GRANULES_OFFSET);
        if (granules < 1 || granules > MAX_GRANULES || fileBytes(granules) != fileBytes) {
            return "it has " + fileBytes + " bytes and says that it has " + granules + " granules";
        }
        return null;
    }
}
