package io.remex.node;

import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;
import io.remex.objectstore.StoreConfig;
import io.remex.objectstore.StoreSweeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes what dead processes left behind: the directories of media drivers, and the objects that they had in shared memory and in files.
 * Used by one thread.
 *
 * <p>Of drivers it touches only directories of this project ({@code remex-<user>}), and there only what a driver made. A driver's
 * process counts as dead when its id is gone <em>and</em> its driver gives no sign of life: another container may share the memory but
 * not the ids. Objects are {@link StoreSweeper}'s, which knows a dead process by its lock.
 */
final class Janitor {
    private static final String OWN_PREFIX = "remex-";
    /** What {@code NodeDirectory.ofThisProcess} makes. */
    private static final Pattern EMBEDDED = Pattern.compile("embedded-(\\d+)-[0-9a-f]+");
    /** A directory without a driver's file may be one that is being made. */
    private static final long UNFINISHED_MS = 60_000;

    private static final long DRIVER_ALIVE_MS = 10_000;
    private static final System.Logger LOGGER = System.getLogger(Janitor.class.getName());

    private final Path parent;
    private final Path own;
    private final Path spillDirectory;

    /**
     * Cleans around a node.
     *
     * @param own the node's directory, which is left alone
     * @param spillDirectory where processes of the node spill objects to
     */
    Janitor(Path own, Path spillDirectory) {
        this.own = own.toAbsolutePath().normalize();
        this.spillDirectory = spillDirectory;
        this.parent = this.own.getParent();
    }

    /**
     * Looks once.
     *
     * @return what was removed
     */
    List<Path> clean(long nowMs) {
        List<Path> removed = new ArrayList<>(StoreSweeper.sweep(StoreConfig.directoryBeside(own), spillDirectory));
        if (parent != null && isOurs(parent) && Files.isDirectory(parent)) {
            cleanDrivers(nowMs, removed);
        }
        return removed;
    }

    private void cleanDrivers(long nowMs, List<Path> removed) {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent)) {
            for (Path sibling : siblings) {
                if (!sibling.equals(own) && isLeftover(sibling, nowMs) && remove(sibling)) {
                    removed.add(sibling);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot look for leftovers in " + parent + ": " + e);
        }
    }

    private static boolean isOurs(Path directory) {
        Path name = directory.getFileName();
        return name != null && name.toString().startsWith(OWN_PREFIX);
    }

    private static boolean isLeftover(Path directory, long nowMs) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            OptionalLong pid = driverPid(directory);
            if (pid.isPresent()) {
                return !isAlive(pid.getAsLong())
                        && !CommonContext.isDriverActive(directory.toFile(), DRIVER_ALIVE_MS, line -> {});
            }
            Matcher embedded = EMBEDDED.matcher(directory.getFileName().toString());
            return embedded.matches()
                    && !isAlive(Long.parseLong(embedded.group(1)))
                    && nowMs - Files.getLastModifiedTime(directory).toMillis() > UNFINISHED_MS;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "left alone: " + directory + ": " + e);
            return false;
        }
    }

    /** Whose driver it is, from the head of the driver's file; empty if there is none that is complete. */
    private static OptionalLong driverPid(Path directory) throws IOException {
        Path cnc = directory.resolve(CncFileDescriptor.CNC_FILE);
        if (!Files.isRegularFile(cnc, LinkOption.NOFOLLOW_LINKS)) {
            return OptionalLong.empty();
        }
        ByteBuffer head =
                ByteBuffer.allocateDirect(CncFileDescriptor.META_DATA_LENGTH).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(cnc, StandardOpenOption.READ)) {
            while (head.hasRemaining() && channel.read(head) > 0) {
                // until the head is full or the file ends
            }
        }
        head.clear();
        int version = head.getInt(CncFileDescriptor.cncVersionOffset(0));
        long pid = head.getLong(CncFileDescriptor.pidOffset(0));
        return version == 0 || pid <= 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static boolean remove(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
            LOGGER.log(System.Logger.Level.DEBUG, "removed {0}, whose process is gone", directory);
            return true;
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remove " + directory + ", whose process is gone: " + e);
            return false;
        }
    }
}
