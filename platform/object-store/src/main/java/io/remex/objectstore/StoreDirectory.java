package io.remex.objectstore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * A directory of arenas: the store of a node, or the place that its objects are spilled to. Arenas are made, counted and removed under its
 * lock, which is a lock on a file: the kernel takes it back from a process that dies.
 *
 * @param path the directory; it may not be there
 */
record StoreDirectory(Path path) {
    /** How long anybody may hold the lock; longer is an error of whoever waits. */
    private static final long LOCK_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

    private static final long LOCK_RETRY_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final String LOCK_FILE = "store.lock";
    private static final Pattern ARENA_NAME = Pattern.compile("[0-9a-f]{16}");

    /** A process has its locks once, whoever of its threads takes them; so threads take turns first. */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    /** Something that is done under the lock. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /** Where an arena of that id is, or would be. */
    Path arena(long id) {
        return path.resolve(nameOf(id));
    }

    static String nameOf(long id) {
        String digits = Long.toHexString(id);
        return "0".repeat(16 - digits.length()) + digits;
    }

    /** The arenas that there are, dead ones included. */
    List<Long> arenas() throws IOException {
        List<Long> ids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ARENA_NAME.matcher(name).matches() && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    ids.add(Long.parseUnsignedLong(name, 16));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return ids;
    }

    /**
     * Makes the directory if need be, for this user only, and runs the action under its lock. Not for an action that locks again. An action
     * that an interrupt breaks is run again.
     */
    <T> T makeAndLock(Action<T> action) throws IOException {
        THIS_PROCESS.lock();
        try {
            return Uninterrupted.run(() -> {
                long deadlineNs = System.nanoTime() + LOCK_TIMEOUT_NS;
                while (true) {
                    make();
                    try (FileChannel channel = lock(deadlineNs)) {
                        if (channel != null) {
                            return action.run();
                        }
                    }
                }
            });
        } finally {
            THIS_PROCESS.unlock();
        }
    }

    /**
     * As {@link #makeAndLock}, but where no store has been made, or it is removed before it could be locked, there is nothing to do:
     * {@code otherwise}. Never makes what another one has just removed.
     */
    <T> T lockIfThere(Action<T> action, T otherwise) throws IOException {
        THIS_PROCESS.lock();
        try {
            return Uninterrupted.run(() -> {
                long deadlineNs = System.nanoTime() + LOCK_TIMEOUT_NS;
                while (Files.isRegularFile(path.resolve(LOCK_FILE), LinkOption.NOFOLLOW_LINKS)) {
                    try (FileChannel channel = lock(deadlineNs)) {
                        if (channel != null) {
                            return action.run();
                        }
                    }
                }
                return otherwise;
            });
        } finally {
            THIS_PROCESS.unlock();
        }
    }

    private void make() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path, onlyForThisUser(path));
        }
        try {
            Files.createFile(path.resolve(LOCK_FILE));
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // there already, or the whole directory is being removed: whoever locks notices
        }
    }

    /** What makes a new directory this user's alone. */
    static FileAttribute<?>[] onlyForThisUser(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Null if the file is not, or no longer, the one of that name. */
    private FileChannel lock(long deadlineNs) throws IOException {
        Path file = path.resolve(LOCK_FILE);
        Object before = keyOf(file);
        FileChannel channel = open(file);
        if (before == null || channel == null) {
            return null;
        }
        boolean locked = false;
        try {
            while (tryLock(channel) == null) {
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new IOException(file + " is locked by another process for longer than "
                            + TimeUnit.NANOSECONDS.toSeconds(LOCK_TIMEOUT_NS) + " s");
                }
                LockSupport.parkNanos(LOCK_RETRY_NS);
            }
            locked = before.equals(keyOf(file));
            return locked ? channel : null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Takes the lock of an open file if nobody has it: null if somebody has, this process included. */
    static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Object keyOf(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            // where files have no key the directory is never removed while it is used: see removeIfEmpty
            return attributes.fileKey() == null ? file : attributes.fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Removes the directory if no arena is in it. Under the lock, as its last action. */
    void removeIfEmpty() throws IOException {
        if (!arenas().isEmpty()) {
            return;
        }
        Files.deleteIfExists(path.resolve(LOCK_FILE));
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            // somebody else's file is in it: not ours to remove
        }
    }

    /** Total size of the file system that the directory is, or will be, on; empty if it does not say. */
    OptionalLong fileSystemBytes() throws IOException {
        Path existing = path.toAbsolutePath();
        while (existing != null && !Files.isDirectory(existing)) {
            existing = existing.getParent();
        }
        long bytes = existing == null ? 0 : Files.getFileStore(existing).getTotalSpace();
        return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
    }
}
