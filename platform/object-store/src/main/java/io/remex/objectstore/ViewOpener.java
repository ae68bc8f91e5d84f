package io.remex.objectstore;

import io.remex.ObjectLostException;
import java.nio.ByteBuffer;

/** Finds an object wherever it is by now: in memory of this or another process, or in a file. For any thread. */
final class ViewOpener {
    private final Arena arena;
    private final Room room;
    private final StoreDirectory directory;
    private final ForeignSegments foreign;
    private final boolean checksum;
    private final LeakDetector leaks;
    private final StoreStatistics.Counts counts;

    ViewOpener(
            Arena arena,
            Room room,
            StoreDirectory directory,
            boolean checksum,
            LeakDetector leaks,
            StoreStatistics.Counts counts) {
        this.arena = arena;
        this.room = room;
        this.directory = directory;
        this.foreign = new ForeignSegments(directory);
        this.checksum = checksum;
        this.leaks = leaks;
        this.counts = counts;
    }

    ForeignSegments foreignSegments() {
        return foreign;
    }

    /** See {@link ObjectStore#view}. */
    ObjectView open(ObjectDescriptor descriptor) {
        return descriptor.arena() == arena.id() ? ofThisProcess(descriptor) : ofAnother(descriptor);
    }

    private ObjectView ofThisProcess(ObjectDescriptor descriptor) {
        ObjectEntry entry = arena.pin(descriptor);
        try {
            Block inMemory = arena.blockOf(entry);
            Block block = inMemory != null ? inMemory : restore(entry);
            ByteBuffer payload = block.memory(entry.length);
            if (checksum
                    && inMemory != null
                    && block.hasChecksum()
                    && PayloadChecksum.of(payload) != block.checksum()) {
                throw damaged(descriptor);
            }
            return new ObjectView(descriptor, payload, () -> true, () -> arena.unpin(entry), leaks);
        } catch (RuntimeException e) {
            arena.unpin(entry);
            throw e;
        }
    }

    private Block restore(ObjectEntry entry) {
        Block block = room.allocate(entry.length);
        boolean read = false;
        try {
            arena.spiller().read(entry, block.memory(entry.length));
            read = true;
        } finally {
            if (!read) {
                arena.release(block);
            }
        }
        return arena.restored(entry, block);
    }

    private ObjectView ofAnother(ObjectDescriptor descriptor) {
        ObjectView view = inItsMemory(descriptor);
        return view != null ? view : inItsFile(descriptor);
    }

    /** Null if the object is not there any more. */
    private ObjectView inItsMemory(ObjectDescriptor descriptor) {
        ForeignSegments.Mapped segment = segmentOf(descriptor);
        int entry = segment == null ? -1 : segment.entryOf(descriptor);
        if (entry < 0 || BlockLayout.generationBefore(segment.buffer(), entry) != descriptor.generation()) {
            return null;
        }
        long length = segment.buffer().getLong(entry + BlockLayout.LENGTH_OFFSET);
        int flags = segment.buffer().getInt(entry + BlockLayout.FLAGS_OFFSET);
        int expected = segment.buffer().getInt(entry + BlockLayout.CHECKSUM_OFFSET);
        ByteBuffer payload = segment.memory().slice(descriptor.offset(), (int) descriptor.length());
        boolean intact = length == descriptor.length()
                && (!checksum || (flags & BlockLayout.HAS_CHECKSUM) == 0 || PayloadChecksum.of(payload) == expected);
        if (BlockLayout.generationAfter(segment.buffer(), entry) != descriptor.generation()) {
            return null;
        }
        if (!intact) {
            throw damaged(descriptor);
        }
        return new ObjectView(descriptor, payload, () -> isStill(segment, entry, descriptor), () -> {}, leaks);
    }

    private ForeignSegments.Mapped segmentOf(ObjectDescriptor descriptor) {
        try {
            return foreign.segmentOf(descriptor);
        } catch (ObjectLostException e) {
            counts.increment(StoreCounter.DAMAGED_READS);
            throw e;
        }
    }

    private boolean isStill(ForeignSegments.Mapped segment, int entry, ObjectDescriptor descriptor) {
        boolean still = BlockLayout.generationAfter(segment.buffer(), entry) == descriptor.generation();
        if (!still) {
            counts.increment(StoreCounter.STALE_READS);
        }
        return still;
    }

    /** A copy in memory of this process, because a mapped file that fails is a fault and not an exception. It goes with its view. */
    private ObjectView inItsFile(ObjectDescriptor descriptor) {
        if (!Spiller.existsForeign(directory, descriptor)) {
            throw gone(descriptor);
        }
        int length = (int) descriptor.length();
        Block block = room.allocate(length);
        boolean read = false;
        try {
            read = Spiller.readForeign(directory, descriptor, block.memory(length));
        } finally {
            if (!read) {
                arena.release(block);
            }
        }
        if (!read) {
            throw gone(descriptor);
        }
        counts.increment(StoreCounter.SPILL_READS);
        return new ObjectView(descriptor, block.memory(length), () -> true, () -> arena.release(block), leaks);
    }

    private static ObjectLostException gone(ObjectDescriptor descriptor) {
        return new ObjectLostException(
                "object " + descriptor.generation() + " of arena " + StoreDirectory.nameOf(descriptor.arena())
                        + " was freed, the process that had it is gone, or it lies on another machine, from where objects cannot be read");
    }

    private ObjectLostException damaged(ObjectDescriptor descriptor) {
        counts.increment(StoreCounter.DAMAGED_READS);
        return new ObjectLostException("object " + descriptor.generation() + " of arena "
                + StoreDirectory.nameOf(descriptor.arena()) + " is damaged: its length or its checksum is wrong");
    }
}
