package io.remex.objectstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file of a spilled object, little endian. It gets its name when it is complete.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +---------------------------------------------------------------+
 *  0                          magic "RMXSPILL"                     |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 *  8                            version                            |
 *  +---------------------------------------------------------------+
 * 12                     CRC32C of the payload                     |
 *  +---------------------------------------------------------------+
 * 16                           arena id                            |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * 24                          generation                           |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * 32                    length of the payload                      |
 *  |                                                               |
 *  +---------------------------------------------------------------+
 * 40                           payload                            ...
 * </pre>
 */
final class SpillFile {
    static final int HEADER_BYTES = 40;

    /** "RMXSPILL" as it stands in the file. */
    private static final long MAGIC = 0x4C4C_4950_5358_4D52L;

    private static final int VERSION = 1;

    private SpillFile() {}

    /** Where an object of that number is. */
    static Path file(Path directory, long generation) {
        return directory.resolve(StoreDirectory.nameOf(generation) + ".spill");
    }

    /** Length of the file of an object. */
    static long fileBytes(long payloadBytes) {
        return HEADER_BYTES + payloadBytes;
    }

    /**
     * Writes an object.
     *
     * @throws IOException it could not be written as a whole; no file is left
     */
    static void write(Path directory, ObjectDescriptor object, ByteBuffer payload) throws IOException {
        Path file = file(directory, object.generation());
        Path unfinished = directory.resolve(file.getFileName() + ".part");
        ByteBuffer header = header(object, PayloadChecksum.of(payload));
        try {
            Uninterrupted.run(() -> {
                try (FileChannel channel = FileChannel.open(
                        unfinished,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
                    writeAll(channel, header.duplicate());
                    writeAll(channel, payload.duplicate());
                }
                return null;
            });
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    private static ByteBuffer header(ObjectDescriptor object, int checksum) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putInt(VERSION).putInt(checksum);
        header.putLong(object.arena()).putLong(object.generation()).putLong(object.length());
        return header.flip();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Reads an object.
     *
     * @param target as long as the object
     * @throws java.nio.file.NoSuchFileException there is none
     * @throws IOException it cannot be read, or is damaged
     */
    static void read(Path directory, ObjectDescriptor object, ByteBuffer target) throws IOException {
        Path file = file(directory, object.generation());
        int expected = Uninterrupted.run(() -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                readAll(channel, header, 0, file);
                readAll(channel, target.duplicate(), HEADER_BYTES, file);
                return checksumIn(header.flip(), object, file);
            }
        });
        if (PayloadChecksum.of(target) != expected) {
            throw new IOException(file + " is damaged: its checksum is wrong");
        }
    }

    private static int checksumIn(ByteBuffer header, ObjectDescriptor object, Path file) throws IOException {
        if (header.getLong() != MAGIC || header.getInt() != VERSION) {
            throw new IOException(file + " is not a spilled object of version " + VERSION);
        }
        int checksum = header.getInt();
        if (header.getLong() != object.arena()
                || header.getLong() != object.generation()
                || header.getLong() != object.length()) {
            throw new IOException(file + " is of another object");
        }
        return checksum;
    }

    private static void readAll(FileChannel channel, ByteBuffer target, long position, Path file) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int read = channel.read(target, at);
            if (read < 0) {
                throw new IOException(file + " is damaged: it ends after " + at + " bytes");
            }
            at += read;
        }
    }
}
