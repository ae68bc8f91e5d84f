package io.remex.objectstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A segment of this process's own arena. Its file has its full length from the beginning, as a sparse file; memory is taken (<em>committed</em>) from
 * its beginning on, by writing zeros: a write that finds no memory is an error, whereas a touched page would be a fault. Committed memory
 * stays until the segment is removed. Guarded by the arena's lock, payload aside.
 */
final class Segment {
    private static final int ZEROS_BYTES = 1 << 20;
    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(ZEROS_BYTES).asReadOnlyBuffer();

    private final int number;
    private final Path file;
    private final int granules;
    private final MappedByteBuffer memory;
    private final UnsafeBuffer buffer;
    private final FreeRuns free = new FreeRuns();
    private int committed;
    private int used;
    private long emptySinceNs;

    private Segment(int number, Path file, int granules, MappedByteBuffer memory, long nowNs) {
        this.emptySinceNs = nowNs;
        this.number = number;
        this.file = file;
        this.granules = granules;
        this.memory = memory;
        this.buffer = new UnsafeBuffer(memory);
    }

    /** Where a segment of an arena is. */
    static Path file(Path arena, int number) {
        return arena.resolve(number + ".segment");
    }

    /**
     * Makes a segment with nothing committed.
     *
     * @throws IOException there is no memory for its header and its table, or no room for a file
     */
    static Segment create(Path arena, long arenaId, int number, int granules, long nowNs) throws IOException {
        Path file = file(arena, number);
        try {
            MappedByteBuffer memory = Uninterrupted.run(() -> {
                Files.deleteIfExists(file);
                try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    writeZeros(channel, 0, SegmentLayout.dataOffset(granules));
                    channel.write(SegmentLayout.header(arenaId, number, granules), 0);
                    return channel.map(FileChannel.MapMode.READ_WRITE, 0, SegmentLayout.fileBytes(granules));
                }
            });
            memory.order(ByteOrder.LITTLE_ENDIAN);
            return new Segment(number, file, granules, memory, nowNs);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void writeZeros(FileChannel channel, long position, long bytes) throws IOException {
        long at = position;
        long end = position + bytes;
        while (at < end) {
            ByteBuffer zeros = ZEROS.duplicate();
            zeros.limit((int) Math.min(ZEROS_BYTES, end - at));
            at += channel.write(zeros, at);
        }
    }

    /** Takes committed memory; {@link FreeRuns#NONE} if there is no run so long. */
    int take(int wanted) {
        int start = free.take(wanted);
        if (start != FreeRuns.NONE) {
            used += wanted;
        }
        return start;
    }

    /** Makes a taken run longer, in committed memory. */
    boolean extend(int end, int more) {
        boolean extended = free.takeFrom(end, more);
        if (extended) {
            used += more;
        }
        return extended;
    }

    void release(int start, int length, long nowNs) {
        free.release(start, length);
        used -= length;
        emptySinceNs = nowNs;
    }

    /** How much has to be committed so that there is a free run of that length at the end; -1 if the segment is too small for it. */
    int missing(int wanted) {
        int missing = wanted - free.lengthOfRunBefore(committed);
        return committed + missing > granules ? -1 : Math.max(0, missing);
    }

    /** As {@link #missing}, for a run that begins at a given granule, behind which nothing is used. */
    int missingFrom(int start, int wanted) {
        boolean atEnd = start == committed || free.lengthOfRunBefore(committed) == committed - start;
        return atEnd && start + wanted <= granules ? Math.max(0, start + wanted - committed) : -1;
    }

    /**
     * Takes more memory. What was taken before an error stays and is free.
     *
     * @throws IOException there is no memory
     */
    void commit(int more) throws IOException {
        int target = committed + more;
        Uninterrupted.run(() -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                while (committed < target) {
                    int step = Math.min(target - committed, ZEROS_BYTES / SegmentLayout.GRANULE_BYTES);
                    writeZeros(channel, offsetOf(committed), (long) step * SegmentLayout.GRANULE_BYTES);
                    free.release(committed, step);
                    committed += step;
                }
                return null;
            }
        });
    }

    /** Removes the file's name. The memory goes when nobody maps it any more. */
    void removeFile() throws IOException {
        Files.deleteIfExists(file);
    }

    int number() {
        return number;
    }

    int offsetOf(int granule) {
        return SegmentLayout.dataOffset(granules) + granule * SegmentLayout.GRANULE_BYTES;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    MappedByteBuffer memory() {
        return memory;
    }

    int usedGranules() {
        return used;
    }

    /** Header and table included. */
    long committedBytes() {
        return offsetOf(committed);
    }

    long emptySinceNs() {
        return emptySinceNs;
    }
}
