package io.remex.objectstore;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Stores in a temporary directory, and objects whose content can be told from their number. */
final class StoreFixture {
    static final long MIB = 1L << 20;

    private StoreFixture() {}

    static StoreConfig config(Path root) {
        return config(root, 64 * MIB, Duration.ofSeconds(10));
    }

    static StoreConfig config(Path root, long memoryBytes, Duration fullTimeout) {
        return new StoreConfig(
                root.resolve("node.store"),
                new StoreConfig.Memory(memoryBytes, 1L << 40, 4 * MIB, fullTimeout),
                new StoreConfig.Spill(root.resolve("spill"), 0, memoryBytes),
                new StoreConfig.Checks(false, true));
    }

    /** With spilling, from half of the memory on. */
    static StoreConfig spilling(Path root, long memoryBytes, long spillLimitBytes) {
        return spilling(root, root.resolve("spill"), memoryBytes, spillLimitBytes);
    }

    static StoreConfig spilling(Path root, Path spill, long memoryBytes, long spillLimitBytes) {
        StoreConfig base = config(root, memoryBytes, Duration.ofMillis(20));
        return new StoreConfig(
                base.directory(),
                base.memory(),
                new StoreConfig.Spill(spill, spillLimitBytes, memoryBytes / 2),
                base.checks());
    }

    static StoredObject put(ObjectStore store, long seed, int length) {
        try (ObjectWriter writer = store.writer(length)) {
            writer.write(content(seed, length), 0, length);
            return writer.seal();
        }
    }

    static byte[] content(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] read(ObjectView view) {
        ByteBuffer buffer = view.byteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        view.requireValid();
        return bytes;
    }
}
