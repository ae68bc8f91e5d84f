package io.remex.objectstore;

import io.remex.ObjectLostException;
import io.remex.ObjectStoreFullException;
import io.remex.RemexConfigException;
import io.remex.RuntimeClosedException;
import io.remex.ValueTooLargeException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The object store as one process sees it: its own arena, which it writes, and the arenas of the node's other processes, which it reads. One for each
 * process; whoever opens it closes it, which removes every object that it wrote. For any thread.
 */
public final class ObjectStore implements AutoCloseable {
    /** The largest object, 2,000 MiB, so that one buffer holds it. */
    public static final int MAX_OBJECT_BYTES = SegmentLayout.MAX_GRANULES * SegmentLayout.GRANULE_BYTES;

    /** How long a segment that nothing is in is kept for the next object. */
    static final long KEEP_EMPTY_NS = TimeUnit.SECONDS.toNanos(30);

    private final Arena arena;
    private final Room room;
    private final ViewOpener views;
    private final LeakDetector leaks;
    private final StoreStatistics.Counts counts;
    private final NanoClock clock;

    private ObjectStore(
            Arena arena,
            Room room,
            ViewOpener views,
            LeakDetector leaks,
            StoreStatistics.Counts counts,
            NanoClock clock) {
        this.arena = arena;
        this.room = room;
        this.views = views;
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
        StoreStatistics.Counts counts = new StoreStatistics.Counts();
        return open(
                config,
                SystemNanoClock.INSTANCE,
                counts,
                new LeakDetector(config.checks().leakDetection(), counts));
    }

    static ObjectStore open(StoreConfig config, NanoClock clock, StoreStatistics.Counts counts, LeakDetector leaks) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new RemexConfigException("the object store needs a little-endian processor");
        }
        StoreSweeper.sweep(config.directory(), config.spill().directory());
        StoreDirectory directory = new StoreDirectory(config.directory());
        ArenaDirectory own = makeArena(directory);
        MachineMemory machine = new MachineMemory(own, config.memory().machineBytes());
        SegmentPool pool = new SegmentPool(own, machine, config.memory(), clock, LeakDetector.CLEANER);
        Arena arena = new Arena(own, pool, config, clock, counts);
        Room room = new Room(arena, config.memory(), clock, counts);
        ViewOpener views =
                new ViewOpener(arena, room, directory, config.checks().checksum(), leaks, counts);
        return new ObjectStore(arena, room, views, leaks, counts, clock);
    }

    private static ArenaDirectory makeArena(StoreDirectory directory) {
        try {
            return directory.makeAndLock(() -> ArenaDirectory.create(directory, ArenaDirectory.newId()));
        } catch (IOException e) {
            throw new RemexConfigException("cannot make the object store in " + directory.path() + ": " + e, e);
        }
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
        return new ObjectWriter(arena, room, estimatedBytes, leaks);
    }

    /**
     * Opens an object of this or another process of the node.
     *
     * @throws ObjectLostException it was freed, its process is gone, or what lies there is damaged; the message says which
     * @throws ObjectStoreFullException it was spilled, and there is no room to bring it back
     * @throws RuntimeClosedException the store is closed
     */
    public ObjectView view(ObjectDescriptor descriptor) {
        return views.open(descriptor);
    }

    /**
     * Gives memory that was not used for some time back to the machine, and lets go of memory of processes that are gone. To be called about once
     * a second by a thread of the store's owner; it looks at a few files and does not wait for anybody.
     */
    public void housekeeping() {
        arena.removeEmptySegments(clock.nanoTime() - KEEP_EMPTY_NS);
        arena.settle();
        views.foreignSegments().forgetRemoved();
    }

    /** The number of this process's arena, as in the descriptors of its objects. */
    public long arenaId() {
        return arena.id();
    }

    /** The counters now. */
    public StoreStatistics statistics() {
        Map<StoreCounter, Long> values = counts.snapshot();
        arena.addLevels(values);
        values.put(StoreCounter.FOREIGN_SEGMENTS, (long) views.foreignSegments().count());
        return new StoreStatistics(values);
    }

    /** Removes every object of this process. Views that are open stay readable; whatever else is tried fails. Again: does nothing. */
    @Override
    public void close() {
        leaks.stop();
        arena.close();
    }
}
