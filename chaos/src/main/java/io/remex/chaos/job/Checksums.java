package io.remex.chaos.job;

/** Checksums that tell values apart, the same on every machine. */
final class Checksums {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private Checksums() {}

    /** A bijection without order: the finalizer of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014). */
    static long mix(long value) {
        long mixed = value + GAMMA;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    static long of(long[] values) {
        long checksum = values.length;
        for (long value : values) {
            checksum = mix(checksum ^ value);
        }
        return checksum;
    }
}
