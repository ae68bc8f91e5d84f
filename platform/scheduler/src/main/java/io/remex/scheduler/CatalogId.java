package io.remex.scheduler;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Identifies a set of functions: workers that offer exactly the same functions have the same catalog. */
public record CatalogId(long value) implements Comparable<CatalogId> {
    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /**
     * Computes the id of a set of functions; the order of the functions does not matter, nor do their names.
     *
     * @param functions the functions a worker offers
     * @return the 64-bit FNV-1a hash of the sorted pairs (function id, fingerprint)
     */
    public static CatalogId of(Collection<FunctionOffer> functions) {
        List<FunctionOffer> sorted = functions.stream()
                .sorted(Comparator.comparingLong(FunctionOffer::functionId)
                        .thenComparingLong(FunctionOffer::fingerprint))
                .toList();
        long hash = FNV_OFFSET_BASIS;
        for (FunctionOffer function : sorted) {
            hash = append(hash, function.functionId());
            hash = append(hash, function.fingerprint());
        }
        return new CatalogId(hash);
    }

    private static long append(long hash, long value) {
        long result = hash;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            result = (result ^ ((value >>> shift) & 0xff)) * FNV_PRIME;
        }
        return result;
    }

    @Override
    public int compareTo(CatalogId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toHexString(value);
    }
}
