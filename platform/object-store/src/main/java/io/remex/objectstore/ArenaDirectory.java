package io.remex.objectstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * The directory of a live arena, held by a lock on a file in it for as long as its process lives. Whoever gets that lock knows that the
 * process is dead. Closing it removes everything.
 */
final class ArenaDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "arena.lock";
    private static final String USAGE_FILE = "arena.usage";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final System.Logger LOGGER = System.getLogger(ArenaDirectory.class.getName());

    private final StoreDirectory store;
    private final long id;
    private final Path path;
    private final FileChannel lock;

    private ArenaDirectory(StoreDirectory store, long id, Path path, FileChannel lock) {
        this.store = store;
        this.id = id;
        this.path = path;
        this.lock = lock;
    }

    /** A new id; its upper half says which process it was made in. */
    static long newId() {
        return (long) thisProcess() << Integer.SIZE | RANDOM.nextInt() & 0xFFFF_FFFFL;
    }

    /**
     * A number for this process. A process must never open the lock file of its own arenas a second time: to close it again gives up
     * the lock. So it must know them by their names.
     */
    private static int thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        long startMs = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return Long.hashCode(startMs * 1_000_003 + process.pid());
    }

    /** Makes and locks a directory. Under the store directory's lock. */
    static ArenaDirectory create(StoreDirectory store, long id) throws IOException {
        Path path = Files.createDirectory(store.arena(id), StoreDirectory.onlyForThisUser(store.path()));
        try {
            FileChannel lock =
                    FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            if (StoreDirectory.tryLock(lock) == null) {
                lock.close();
                throw new IOException("cannot lock " + path.resolve(LOCK_FILE));
            }
            return new ArenaDirectory(store, id, path, lock);
        } catch (IOException e) {
            remove(path);
            throw e;
        }
    }

    /** Removes the arena if its process is dead. Under the store directory's lock. */
    static boolean removeIfDead(StoreDirectory store, long id) throws IOException {
        if ((int) (id >>> Integer.SIZE) == thisProcess()) {
            return false;
        }
        Path path = store.arena(id);
        try (FileChannel lock =
                FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (StoreDirectory.tryLock(lock) == null) {
                return false;
            }
            remove(path);
        } catch (NoSuchFileException e) {
            // its process died between making the directory and the lock, which it does under the store directory's
            // lock
            remove(path);
        }
        return true;
    }

    private static void remove(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                // not recursive: the store makes no directories here, and a link is removed, not followed
                Files.deleteIfExists(file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Files.deleteIfExists(directory);
        LOGGER.log(System.Logger.Level.DEBUG, "removed {0}", directory);
    }

    long id() {
        return id;
    }

    Path path() {
        return path;
    }

    StoreDirectory store() {
        return store;
    }

    /** Says how much memory this arena takes. Under the store directory's lock. */
    void writeUsage(long bytes) throws IOException {
        ByteBuffer content =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, bytes);
        try (FileChannel channel =
                FileChannel.open(path.resolve(USAGE_FILE), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            channel.write(content, 0);
        }
    }

    /** What an arena said last; 0 if it never did, or nonsense. Under the store directory's lock. */
    static long readUsage(StoreDirectory store, long id) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(
                store.arena(id).resolve(USAGE_FILE), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            int read = channel.read(content, 0);
            return read == Long.BYTES ? Math.max(0, content.getLong(0)) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            store.lockIfThere(
                    () -> {
                        remove(path);
                        lock.close();
                        store.removeIfEmpty();
                        return null;
                    },
                    null);
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remove " + path + "; the next start will: " + e);
        } finally {
            closeLock();
        }
    }

    private void closeLock() {
        try {
            lock.close();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot close the lock of " + path + ": " + e);
        }
    }
}
