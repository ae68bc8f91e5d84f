package io.remex.objectstore;

import io.remex.ObjectLostException;
import io.remex.ObjectStoreFullException;
import io.remex.RemexConfigException;
import io.remex.RuntimeClosedException;
import io.remex.ValueTooLargeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The object store as one process sees it: its own arena, which it writes, and the arenas of the node's other processes, which it reads. One for each
 * process; whoever opens it closes it, which removes every object that it wrote. For any thread.
 */
public final class ObjectStore implements AutoCloseable {
    /** The largest object: a little under 2 GiB, so that one buffer holds it. */
    public static final int MAX_OBJECT_BYTES = SegmentLayout.MAX_GRANULES * SegmentLayout.GRANULE_BYTES;

    private static final System.Logger LOGGER = System.getLogger(ObjectStore.class.getName());

    private final Arena arena;
    private final Room room;
    private final ForeignSegments foreign;
    private final LeakDetector leaks;
    private final StoreStatistics.Counts counts;
    private final NanoClock clock;

    private ObjectStore(
            Arena arena,
            Room room,
            ForeignSegments foreign,
            LeakDetector leaks,
            StoreStatistics.Counts counts,
            NanoClock clock) {
        this.arena = arena;
        this.room = room;
        this.foreign = foreign;
        this.leaks = leaks;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Opens the store: makes an arena for this process, after removing those of dead ones.
     *
     * @throws RemexConfigException the directory cannot be made or written
     */
    public static ObjectStore open(StoreConfig config) {
        return open(config, SystemNanoClock.INSTANCE);
    }

    static ObjectStore open(StoreConfig config, NanoClock clock) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new RemexConfigException("the object store needs a little-endian processor");
        }
        StoreStatistics.Counts counts = new StoreStatistics.Counts();
        StoreDirectory directory = new StoreDirectory(config.directory());
        StoreSweeper.sweep(config.directory(), config.spill().directory());
        ArenaDirectory own;
        try {
            own = directory.makeAndLock(() -> ArenaDirectory.create(directory, ArenaDirectory.newId()));
        } catch (IOException e) {
            throw new RemexConfigException("cannot make the object store in " + directory.path() + ": " + e, e);
        }
        MachineMemory machine = new MachineMemory(own, config.memory().machineBytes());
        SegmentPool pool = new SegmentPool(own, machine, config.memory(), clock, LeakDetector.CLEANER);
        Arena arena = new Arena(own, pool, config, counts);
        Room room = new Room(arena, config.memory(), clock, counts);
        LeakDetector leaks = new LeakDetector(config.checks().leakDetection(), counts);
        return new ObjectStore(arena, room, new ForeignSegments(directory), leaks, counts, clock);
    }

    /**
     * Begins an object.
     *
     * @param estimatedBytes how long it will probably be; it may become longer, and what is too much goes back
     * @throws ValueTooLargeException no object may be so large
     * @throws ObjectStoreFullException there is no room, and none was made in time; the message has the numbers
     * @throws RuntimeClosedException the store is closed
     */
    public ObjectWriter writer(long estimatedBytes) {
        return new ObjectWriter(this, estimatedBytes, leaks);
    }

    StoredObject seal(Block block, int length) {
        ObjectEntry entry = arena.seal(block, length);
        return new StoredObject(arena, entry, () -> arena.free(entry), leaks);
    }

    /**
     * Opens an object of this or another process of the node.
     *
     * @throws ObjectLostException it was freed, its process is gone, or what lies there is damaged; the message says which
     * @throws ObjectStoreFullException it was spilled, and there is no room to bring it back
     * @throws RuntimeClosedException the store is closed
     */
    public ObjectView view(ObjectDescriptor descriptor) {
        return descriptor.arena() == arena.id() ? viewOfOwn(descriptor) : viewOfForeign(descriptor);
    }

    private ObjectView viewOfOwn(ObjectDescriptor descriptor) {
        ObjectEntry entry = arena.pin(descriptor);
        ByteBuffer payload = entry.block.memory(entry.length);
        return new ObjectView(descriptor, payload, () -> true, () -> arena.unpin(entry), leaks);
    }

    private ObjectView viewOfForeign(ObjectDescriptor descriptor) {
        ForeignSegments.Mapped segment = foreign.segmentOf(descriptor);
        int entry = segment == null ? -1 : segment.entryOf(descriptor);
        if (entry < 0
                || BlockLayout.generationBefore(segment.buffer(), entry) != descriptor.generation()
                || segment.buffer().getLong(entry + BlockLayout.LENGTH_OFFSET) != descriptor.length()) {
            throw new ObjectLostException("object " + descriptor.generation() + " was freed, or its process is gone");
        }
        ByteBuffer payload = segment.memory().slice(descriptor.offset(), (int) descriptor.length());
        return new ObjectView(
                descriptor,
                payload,
                () -> BlockLayout.generationAfter(segment.buffer(), entry) == descriptor.generation(),
                () -> {},
                leaks);
    }

    /** The number of this process's arena. */
    public long arenaId() {
        return arena.id();
    }

    Arena arena() {
        return arena;
    }

    Room room() {
        return room;
    }

    /** The counters now. */
    public StoreStatistics statistics() {
        Map<StoreCounter, Long> values = counts.snapshot();
        arena.addLevels(values);
        values.put(StoreCounter.FOREIGN_SEGMENTS, (long) foreign.count());
        return new StoreStatistics(values);
    }

    @Override
    public void close() {
        arena.close();
    }
}
