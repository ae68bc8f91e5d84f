package io.remex.objectstore;

import io.remex.ConfigKey;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;

/**
 * The segments of this process's arena, and what they may take. An allocation looks for memory that was used before, then commits more of a
 * segment, then makes a segment. Guarded by the arena's lock.
 */
final class SegmentPool {
    /** Why there is no block. */
    private enum Shortage {
        /** The limit of this process. */
        PROCESS,
        /** The limit of the machine. */
        MACHINE,
        /** The file system is full, or fails. */
        DEVICE
    }

    private static final System.Logger LOGGER = System.getLogger(SegmentPool.class.getName());

    private final ArenaDirectory arena;
    private final MachineMemory machine;
    private final long limitBytes;
    private final int segmentGranules;
    private final NanoClock clock;
    private final Cleaner cleaner;
    private final List<Segment> segments = new ArrayList<>();
    /** Of removed segments that a buffer still maps. The garbage collector says when it does not. */
    private final AtomicLong unmappingBytes = new AtomicLong();

    private int nextNumber = 1;
    private long usedGranules;
    private Shortage shortage = Shortage.PROCESS;
    private IOException deviceFailure;

    SegmentPool(
            ArenaDirectory arena, MachineMemory machine, StoreConfig.Memory config, NanoClock clock, Cleaner cleaner) {
        this.clock = clock;
        this.arena = arena;
        this.machine = machine;
        this.limitBytes = config.processBytes();
        this.segmentGranules = granulesOfFile(config.segmentBytes());
        this.cleaner = cleaner;
    }

    private static int granulesOfFile(long fileBytes) {
        long perGranule = SegmentLayout.GRANULE_BYTES + BlockLayout.BYTES;
        return (int) Math.max(1, (fileBytes - 2L * SegmentLayout.PAGE_BYTES) / perGranule);
    }

    /** A block for so much payload; null if there is none, and {@link #describeShortage} says why. */
    Block allocate(int payloadBytes) {
        int wanted = SegmentLayout.granulesFor(payloadBytes);
        Block block = takeCommitted(wanted);
        if (block == null && commitFor(wanted)) {
            block = takeCommitted(wanted);
        }
        if (block != null) {
            usedGranules += wanted;
        }
        return block;
    }

    private Block takeCommitted(int wanted) {
        for (Segment segment : segments) {
            int start = segment.take(wanted);
            if (start != FreeRuns.NONE) {
                return new Block(segment, start, wanted);
            }
        }
        return null;
    }

    private boolean commitFor(int wanted) {
        for (Segment segment : segments) {
            int missing = segment.missing(wanted);
            if (missing >= 0) {
                return commit(segment, missing);
            }
        }
        return addSegment(wanted);
    }

    /** A large object's segment is a multiple of the usual size: files are sparse, and so it serves somewhat larger objects later. */
    private boolean addSegment(int wanted) {
        int multiple = (wanted + segmentGranules - 1) / segmentGranules;
        int granules = (int) Math.min((long) multiple * segmentGranules, SegmentLayout.MAX_GRANULES);
        if (!admit(SegmentLayout.dataOffset(granules) + (long) wanted * SegmentLayout.GRANULE_BYTES)) {
            return false;
        }
        try {
            Segment segment = Segment.create(arena.path(), arena.id(), nextNumber, granules, clock.nanoTime());
            nextNumber++;
            segments.add(segment);
            segment.commit(wanted);
            return true;
        } catch (IOException e) {
            return failed(e);
        }
    }

    private boolean commit(Segment segment, int missing) {
        if (!admit((long) missing * SegmentLayout.GRANULE_BYTES)) {
            return false;
        }
        try {
            segment.commit(missing);
            return true;
        } catch (IOException e) {
            return failed(e);
        }
    }

    private boolean admit(long moreBytes) {
        long total = committedBytes() + moreBytes;
        if (total > limitBytes) {
            shortage = Shortage.PROCESS;
            return false;
        }
        try {
            if (!machine.reserve(total)) {
                shortage = Shortage.MACHINE;
                return false;
            }
            return true;
        } catch (IOException e) {
            return failed(e);
        }
    }

    private boolean failed(IOException cause) {
        shortage = Shortage.DEVICE;
        deviceFailure = cause;
        return false;
    }

    /** A longer block at the same place; null if that cannot be. */
    Block extend(Block block, int payloadBytes) {
        int wanted = SegmentLayout.granulesFor(payloadBytes);
        int more = wanted - block.granules();
        Segment segment = block.segment();
        int end = block.start() + block.granules();
        if (!segment.extend(end, more)) {
            int missing = segment.missingFrom(end, more);
            if (missing < 0 || !commit(segment, missing) || !segment.extend(end, more)) {
                return null;
            }
        }
        usedGranules += more;
        return new Block(segment, block.start(), wanted);
    }

    /** The block without what the payload does not need. */
    Block trim(Block block, int payloadBytes) {
        int needed = SegmentLayout.granulesFor(payloadBytes);
        int spare = block.granules() - needed;
        if (spare == 0) {
            return block;
        }
        block.segment().release(block.start() + needed, spare, clock.nanoTime());
        usedGranules -= spare;
        return new Block(block.segment(), block.start(), needed);
    }

    void release(Block block) {
        block.segment().release(block.start(), block.granules(), clock.nanoTime());
        usedGranules -= block.granules();
    }

    /**
     * Removes segments that nothing is in.
     *
     * @param emptyBeforeNs only those that have been empty since before that time
     */
    void removeEmpty(long emptyBeforeNs) {
        for (Iterator<Segment> iterator = segments.iterator(); iterator.hasNext(); ) {
            Segment segment = iterator.next();
            if (segment.usedGranules() == 0 && segment.emptySinceNs() - emptyBeforeNs <= 0) {
                iterator.remove();
                remove(segment);
            }
        }
    }

    private void remove(Segment segment) {
        long bytes = segment.committedBytes();
        unmappingBytes.addAndGet(bytes);
        AtomicLong unmapping = unmappingBytes;
        cleaner.register(segment.memory(), () -> unmapping.addAndGet(-bytes));
        try {
            segment.removeFile();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remove segment " + segment.number() + ": " + e);
        }
    }

    /** Tells the other processes of the node what this one has given back. */
    void settle() {
        try {
            machine.shrink(committedBytes());
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot say in " + arena.path() + " what was given back: " + e);
        }
    }

    long usedBytes() {
        return usedGranules * SegmentLayout.GRANULE_BYTES;
    }

    /** With headers, tables, and removed segments that are still mapped. */
    long committedBytes() {
        long sum = unmappingBytes.get();
        for (Segment segment : segments) {
            sum += segment.committedBytes();
        }
        return sum;
    }

    /** Of removed segments that are still mapped. */
    long unmappingBytes() {
        return unmappingBytes.get();
    }

    int segmentCount() {
        return segments.size();
    }

    /** Why there was no block, in words. */
    String describeShortage() {
        String taken = "this process has taken " + committedBytes() + " bytes of shared memory, " + usedBytes()
                + " of them in use";
        return switch (shortage) {
            case PROCESS -> taken + ", and may take " + limitBytes + " (" + ConfigKey.STORE_MEMORY.key() + ')';
            case MACHINE ->
                taken + ", and with the others of this machine it may take " + machine.limitBytes() + " ("
                        + ConfigKey.STORE_MACHINE_MEMORY.key() + ')';
            case DEVICE -> taken + ", and the file system of " + arena.path() + " gives no more: " + deviceFailure;
        };
    }
}
