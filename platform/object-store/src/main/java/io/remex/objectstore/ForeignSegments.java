package io.remex.objectstore;

import io.remex.ObjectLostException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Segments of other processes, mapped read-only: each once, until its file is gone. Nothing is ever unmapped by hand: the garbage collector does, when no
 * buffer on the mapping is left, so that no buffer that somebody kept can fault. For any thread.
 */
final class ForeignSegments {
    /** A mapped segment whose header was checked. */
    record Mapped(Path file, MappedByteBuffer memory, UnsafeBuffer buffer, int granules) {
        /** The table entry that the descriptor means; -1 if the segment cannot hold such an object. */
        int entryOf(ObjectDescriptor descriptor) {
            int beyondStart = descriptor.offset() - SegmentLayout.dataOffset(granules);
            boolean aligned = beyondStart % SegmentLayout.GRANULE_BYTES == 0;
            boolean inside = beyondStart >= 0 && descriptor.offset() + descriptor.length() <= buffer.capacity();
            int granule = beyondStart / SegmentLayout.GRANULE_BYTES;
            return aligned && inside && granule < granules ? BlockLayout.entryOffset(granule) : -1;
        }
    }

    private record Key(long arena, int segment) {}

    private final StoreDirectory store;
    private final ConcurrentHashMap<Key, Mapped> mapped = new ConcurrentHashMap<>();

    ForeignSegments(StoreDirectory store) {
        this.store = store;
    }

    /**
     * The segment that an object is in.
     *
     * @return null if there is no such file: the arena or the segment is gone
     * @throws ObjectLostException the file is not a segment, or cannot be mapped
     */
    Mapped segmentOf(ObjectDescriptor descriptor) {
        Key key = new Key(descriptor.arena(), descriptor.segment());
        Mapped known = mapped.get(key);
        if (known != null) {
            return known;
        }
        forgetRemoved();
        Path file = Segment.file(store.arena(key.arena()), key.segment());
        return mapped.computeIfAbsent(key, missing -> map(file, missing));
    }

    private static Mapped map(Path file, Key key) {
        try {
            return Uninterrupted.run(() -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                    return map(file, key, channel);
                }
            });
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new ObjectLostException("cannot map " + file + ": " + e.getMessage(), e);
        }
    }

    private static Mapped map(Path file, Key key, FileChannel channel) throws IOException {
        long fileBytes = channel.size();
        ByteBuffer header = ByteBuffer.allocate(SegmentLayout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining() && channel.read(header, header.position()) > 0) {
            // until it is full or the file ends
        }
        header.flip();
        String defect = SegmentLayout.defect(header, key.arena(), key.segment(), fileBytes);
        if (defect != null) {
            throw new ObjectLostException(file + " is damaged: " + defect);
        }
        MappedByteBuffer memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, fileBytes);
        return new Mapped(file, memory, new UnsafeBuffer(memory), header.getInt(SegmentLayout.GRANULES_OFFSET));
    }

    /** Lets go of the segments whose file is gone. Views that are open keep theirs. */
    void forgetRemoved() {
        mapped.values().removeIf(segment -> !Files.exists(segment.file(), LinkOption.NOFOLLOW_LINKS));
    }

    int count() {
        return mapped.size();
    }
}
