package io.remex.objectstore;

import io.remex.ObjectLostException;
import io.remex.ObjectStoreFullException;
import io.remex.RuntimeClosedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.NanoClock;

/**
 * This process's own arena: its segments and its objects. One lock guards both; payload is written and read, and files are, without it.
 * For any thread.
 */
final class Arena {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomMade = lock.newCondition();
    private final ArenaDirectory directory;
    private final SegmentPool pool;
    private final StoreConfig config;
    private final StoreStatistics.Counts counts;
    private final Long2ObjectHashMap<ObjectEntry> objects = new Long2ObjectHashMap<>();
    private final Spiller spiller;
    private long lastGeneration;
    private long lastUse;
    private boolean closed;

    Arena(
            ArenaDirectory directory,
            SegmentPool pool,
            StoreConfig config,
            NanoClock clock,
            StoreStatistics.Counts counts) {
        this.spiller = new Spiller(this, directory.path(), config.spill(), clock, counts);
        this.directory = directory;
        this.pool = pool;
        this.config = config;
        this.counts = counts;
    }

    Spiller spiller() {
        return spiller;
    }

    long id() {
        return directory.id();
    }

    /** A block, if there is room for it now; null if there is not. */
    Block tryAllocate(int payloadBytes) {
        return locked(() -> pool.allocate(payloadBytes));
    }

    /** As {@link #tryAllocate}, for a block that was taken and should be longer, at the same place. */
    Block tryExtend(Block block, int payloadBytes) {
        return locked(() -> pool.extend(block, payloadBytes));
    }

    /** Gives back a block that never was an object. */
    void release(Block block) {
        lock.lock();
        try {
            pool.release(block);
            roomMade.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something of this arena was given back, at most for a time.
     *
     * @throws InterruptedException the thread was interrupted
     */
    void awaitRoom(long timeoutNs) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            requireOpen();
            roomMade.awaitNanos(timeoutNs);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes segments that nothing is in.
     *
     * @return whether memory of removed segments is still mapped, so that only the garbage collector can give it back
     */
    boolean removeEmptySegments(long emptyBeforeNs) {
        return locked(() -> {
            pool.removeEmpty(emptyBeforeNs);
            return pool.unmappingBytes() > 0;
        });
    }

    /** Tells the other processes of the node what this one has given back. */
    void settle() {
        locked(() -> {
            pool.settle();
            return null;
        });
    }

    /** Makes a written block an object. It is not pinned. */
    ObjectEntry seal(Block written, int length) {
        int checksum = config.checks().checksum() ? PayloadChecksum.of(written.memory(length)) : 0;
        int flags = config.checks().checksum() ? BlockLayout.HAS_CHECKSUM : 0;
        return locked(() -> {
            Block block = pool.trim(written, length);
            long generation = ++lastGeneration;
            ObjectDescriptor descriptor =
                    new ObjectDescriptor(id(), block.segment().number(), generation, block.payloadOffset(), length);
            ObjectEntry entry = new ObjectEntry(descriptor, block);
            entry.lastUse = ++lastUse;
            objects.put(generation, entry);
            block.publish(generation, length, flags, checksum);
            counts.increment(StoreCounter.SEALED);
            roomMade.signalAll();
            return entry;
        });
    }

    /**
     * Pins an object that a descriptor names.
     *
     * @throws ObjectLostException it was freed, or the descriptor is not one of this arena's
     */
    ObjectEntry pin(ObjectDescriptor descriptor) {
        return locked(() -> {
            ObjectEntry entry = objects.get(descriptor.generation());
            if (entry == null || entry.freed) {
                throw new ObjectLostException("object " + descriptor.generation() + " of this process was freed");
            }
            if (!entry.descriptor.equals(descriptor)) {
                throw new ObjectLostException("object " + descriptor.generation()
                        + " of this process is not where its descriptor says: the descriptor was made up");
            }
            pinned(entry);
            return entry;
        });
    }

    /**
     * Pins an object once more.
     *
     * @throws IllegalStateException it was freed
     */
    void pin(ObjectEntry entry) {
        locked(() -> {
            if (entry.freed) {
                throw new IllegalStateException("object " + entry.generation + " was freed");
            }
            pinned(entry);
            return null;
        });
    }

    private void pinned(ObjectEntry entry) {
        entry.pins++;
        entry.lastUse = ++lastUse;
    }

    /** Takes one pin away; the last one of a freed object gives its memory back. */
    void unpin(ObjectEntry entry) {
        boolean fileGoes;
        lock.lock();
        try {
            if (entry.pins == 0) {
                throw new IllegalStateException("object " + entry.generation + " is not pinned");
            }
            entry.pins--;
            entry.lastUse = ++lastUse;
            fileGoes = finish(entry);
            roomMade.signalAll();
        } finally {
            lock.unlock();
        }
        if (fileGoes) {
            spiller.delete(entry);
        }
    }

    /** Whether the object may be spilled. */
    void spillable(ObjectEntry entry, boolean allowed) {
        locked(() -> {
            entry.spillable = allowed;
            return null;
        });
    }

    /** Frees an object; its memory and its file go with its last pin. Again: does nothing. */
    void free(ObjectEntry entry) {
        boolean fileGoes;
        lock.lock();
        try {
            if (entry.freed) {
                return;
            }
            entry.freed = true;
            counts.increment(StoreCounter.FREED);
            fileGoes = finish(entry);
        } finally {
            lock.unlock();
        }
        if (fileGoes) {
            spiller.delete(entry);
        }
    }

    /** Ends an object that is freed and not pinned; whether its file has to go, which the caller does without the lock. */
    private boolean finish(ObjectEntry entry) {
        if (!entry.freed || entry.pins > 0 || closed) {
            return false;
        }
        objects.remove(entry.generation);
        dropMemory(entry);
        return entry.inFile;
    }

    private void dropMemory(ObjectEntry entry) {
        if (entry.block != null) {
            entry.block.retract();
            pool.release(entry.block);
            entry.block = null;
            roomMade.signalAll();
        }
    }

    /**
     * Picks objects that may leave memory, those not used for longest first, and pins them until {@link #leave}.
     *
     * @param bytes how much they should have together, if there are so many
     * @param mayLeave asked about each
     */
    List<ObjectEntry> takeEvictable(long bytes, Predicate<ObjectEntry> mayLeave) {
        return locked(() -> {
            List<ObjectEntry> evictable = new ArrayList<>();
            for (ObjectEntry entry : objects.values()) {
                if (entry.isEvictable()) {
                    evictable.add(entry);
                }
            }
            evictable.sort(Comparator.comparingLong(entry -> entry.lastUse));
            List<ObjectEntry> taken = new ArrayList<>();
            long sum = 0;
            for (ObjectEntry entry : evictable) {
                if (sum >= bytes) {
                    break;
                }
                if (mayLeave.test(entry)) {
                    entry.pins++;
                    sum += entry.block.bytes();
                    taken.add(entry);
                }
            }
            return taken;
        });
    }

    /**
     * Takes a picked object's memory away, unless somebody has pinned or freed it meanwhile.
     *
     * @param inFile whether it is in its file now
     * @return whether its memory is free now
     */
    boolean leave(ObjectEntry entry, boolean inFile) {
        boolean fileGoes;
        boolean left;
        lock.lock();
        try {
            boolean written = inFile && !entry.inFile;
            entry.inFile = inFile;
            entry.pins--;
            fileGoes = finish(entry);
            left = inFile && entry.isEvictable();
            if (left) {
                dropMemory(entry);
                counts.increment(written ? StoreCounter.SPILLED : StoreCounter.EVICTED);
            }
            left |= entry.block == null;
            roomMade.signalAll();
        } finally {
            lock.unlock();
        }
        if (fileGoes) {
            spiller.delete(entry);
        }
        return left;
    }

    /** The block of a pinned object; null if it is in its file only. */
    Block blockOf(ObjectEntry entry) {
        return locked(() -> entry.block);
    }

    /** Puts a pinned object back into memory. Two readers may do this at once; the block of the second one goes back. */
    Block restored(ObjectEntry entry, Block block) {
        return locked(() -> {
            if (entry.block == null) {
                entry.block = block;
                block.publish(entry.generation, entry.length, 0, 0);
                counts.increment(StoreCounter.RESTORED);
            } else {
                pool.release(block);
                roomMade.signalAll();
            }
            return entry.block;
        });
    }

    /** What an allocation that found no room says. */
    ObjectStoreFullException full(int payloadBytes, String waited) {
        counts.increment(StoreCounter.FULL_FAILURES);
        return locked(() -> new ObjectStoreFullException(
                "no room for an object of " + payloadBytes + " bytes" + waited + ": " + pool.describeShortage() + "; "
                        + objects.size() + " objects are there. Release references, or raise the limit"));
    }

    /** Memory that objects and writers have. */
    long usedBytes() {
        return locked(pool::usedBytes);
    }

    void addLevels(Map<StoreCounter, Long> values) {
        lock.lock();
        try {
            values.put(StoreCounter.OBJECTS, (long) objects.size());
            values.put(StoreCounter.USED_BYTES, pool.usedBytes());
            values.put(StoreCounter.COMMITTED_BYTES, pool.committedBytes());
            values.put(StoreCounter.SPILL_BYTES, spiller.fileBytes());
            values.put(StoreCounter.SEGMENTS, (long) pool.segmentCount());
        } finally {
            lock.unlock();
        }
    }

    /** Ends the arena; views that are open stay readable. */
    void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            roomMade.signalAll();
        } finally {
            lock.unlock();
        }
        spiller.close();
        directory.close();
    }

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            requireOpen();
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new RuntimeClosedException("the object store of this process is closed");
        }
    }
}
