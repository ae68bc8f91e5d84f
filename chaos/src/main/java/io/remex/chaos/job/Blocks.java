package io.remex.chaos.job;

import io.remex.Remote;

/** Values that are too large for a message, so that they lie in the object store between two tasks. */
public final class Blocks {
    private static final int LENGTH = 25_000;

    private Blocks() {}

    /** A block of 200 kB that follows from its seed. */
    @Remote
    public static long[] make(long seed) {
        long[] block = new long[LENGTH];
        long value = seed;
        for (int i = 0; i < LENGTH; i++) {
            value = Checksums.mix(value);
            block[i] = value;
        }
        return block;
    }

    /** The checksum of a block. */
    @Remote
    public static long checksum(long[] block) {
        return Checksums.of(block);
    }
}
