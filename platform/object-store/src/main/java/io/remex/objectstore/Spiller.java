package io.remex.objectstore;

import io.remex.ObjectLostException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;

/**
 * Moves objects of this arena to files and back. A place for them is made when the first one leaves, and is removed with the arena. A file
 * that fails costs no object: one that cannot be written stays in memory, and one that cannot be read is lost alone. For any thread; files are written
 * and read without any lock.
 */
final class Spiller implements AutoCloseable {
    /** After a failure, how long nothing is tried: a full disk is not made less full by asking. */
    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    private static final int MAX_PATH_BYTES = 4_096;
    private static final System.Logger LOGGER = System.getLogger(Spiller.class.getName());

    private final Arena arena;
    private final Path arenaPath;
    private final StoreConfig.Spill config;
    private final NanoClock clock;
    private final StoreStatistics.Counts counts;
    private final AtomicLong fileBytes = new AtomicLong();

    private ArenaDirectory place;
    private boolean closed;
    private volatile long pausedAtNs;
    private volatile boolean paused;

    Spiller(Arena arena, Path arenaPath, StoreConfig.Spill config, NanoClock clock, StoreStatistics.Counts counts) {
        this.arena = arena;
        this.arenaPath = arenaPath;
        this.config = config;
        this.clock = clock;
        this.counts = counts;
    }

    /** Where an arena says that its spilled objects are. */
    private static Path pointer(Path arena) {
        return arena.resolve("spill.path");
    }

    /** Keeps memory in use below the threshold, if the objects that there are allow it. */
    void keepBelowThreshold(int moreBytes) {
        long excess = arena.usedBytes() + moreBytes - config.thresholdBytes();
        if (excess > 0) {
            makeRoom(excess);
        }
    }

    /**
     * Has the objects that were not used for longest leave memory.
     *
     * @param bytes how much they should have together
     * @return whether any did
     */
    boolean makeRoom(long bytes) {
        if (config.limitBytes() == 0) {
            return false;
        }
        List<ObjectEntry> leaving = arena.takeEvictable(bytes, this::mayLeave);
        boolean any = false;
        for (ObjectEntry entry : leaving) {
            boolean inFile = false;
            try {
                inFile = entry.inFile || write(entry);
            } finally {
                any |= arena.leave(entry, inFile);
            }
        }
        return any;
    }

    private boolean mayLeave(ObjectEntry entry) {
        if (entry.inFile) {
            return true;
        }
        boolean withinLimit = fileBytes.get() + SpillFile.fileBytes(entry.length) <= config.limitBytes();
        if (!withinLimit) {
            counts.increment(StoreCounter.SPILL_LIMIT_HITS);
        }
        return withinLimit && !isPaused();
    }

    private boolean isPaused() {
        return paused && clock.nanoTime() - pausedAtNs < PAUSE_NS;
    }

    private boolean write(ObjectEntry entry) {
        long bytes = SpillFile.fileBytes(entry.length);
        if (fileBytes.addAndGet(bytes) > config.limitBytes()) {
            // others have used it up since the object was picked
            fileBytes.addAndGet(-bytes);
            return false;
        }
        boolean written = false;
        try {
            SpillFile.write(place(), entry.descriptor, entry.block.memory(entry.length));
            written = true;
            return true;
        } catch (IOException e) {
            counts.increment(StoreCounter.SPILL_FAILURES);
            pausedAtNs = clock.nanoTime();
            paused = true;
            LOGGER.log(System.Logger.Level.WARNING, "cannot spill to " + config.directory() + ": " + e);
            return false;
        } finally {
            if (!written) {
                fileBytes.addAndGet(-bytes);
            }
        }
    }

    private synchronized Path place() throws IOException {
        if (closed) {
            throw new IOException("the object store is closed");
        }
        if (place == null) {
            StoreDirectory directory = new StoreDirectory(config.directory());
            place = directory.makeAndLock(() -> ArenaDirectory.create(directory, arena.id()));
            byte[] text = place.path().toString().getBytes(StandardCharsets.UTF_8);
            Uninterrupted.run(() -> Files.write(pointer(arenaPath), text));
        }
        return place.path();
    }

    /**
     * Reads a spilled object of this arena.
     *
     * @throws ObjectLostException its file cannot be read
     */
    void read(ObjectEntry entry, ByteBuffer target) {
        try {
            SpillFile.read(place(), entry.descriptor, target);
        } catch (IOException e) {
            throw new ObjectLostException("object " + entry.generation + " was spilled and cannot be read: " + e, e);
        }
    }

    /** Removes the file of an object that is gone. */
    void delete(ObjectEntry entry) {
        try {
            Files.deleteIfExists(SpillFile.file(place(), entry.generation));
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remove the file of object " + entry.generation + ": " + e);
        }
        fileBytes.addAndGet(-SpillFile.fileBytes(entry.length));
    }

    /**
     * Reads a spilled object of another arena.
     *
     * @return whether there was one
     * @throws ObjectLostException there is one that cannot be read
     */
    static boolean readForeign(StoreDirectory store, ObjectDescriptor object, ByteBuffer target) {
        try {
            Path directory = foreignPlace(store, object.arena());
            if (directory == null) {
                return false;
            }
            SpillFile.read(directory, object, target);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new ObjectLostException("object " + object.generation() + " was spilled and cannot be read: " + e, e);
        }
    }

    /** Whether a spilled object of another arena is there; says nothing about its content. */
    static boolean existsForeign(StoreDirectory store, ObjectDescriptor object) {
        try {
            Path directory = foreignPlace(store, object.arena());
            return directory != null && Files.isRegularFile(SpillFile.file(directory, object.generation()));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path foreignPlace(StoreDirectory store, long arena) throws IOException {
        Path pointer = pointer(store.arena(arena));
        if (!Files.isRegularFile(pointer) || Files.size(pointer) > MAX_PATH_BYTES) {
            return null;
        }
        String text = new String(Uninterrupted.run(() -> Files.readAllBytes(pointer)), StandardCharsets.UTF_8);
        try {
            return text.isEmpty() ? null : Path.of(text);
        } catch (InvalidPathException e) {
            throw new IOException(pointer + " is damaged: " + e.getMessage(), e);
        }
    }

    long fileBytes() {
        return fileBytes.get();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (place != null) {
            place.close();
        }
    }
}
