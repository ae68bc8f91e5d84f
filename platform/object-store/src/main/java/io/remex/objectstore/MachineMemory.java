package io.remex.objectstore;

import java.io.IOException;
import java.util.ArrayList;

/**
 * What the arenas of a node may take together. Each says in a file of its directory what it has reserved; who wants more adds them up, under
 * the store directory's lock. Reserved in steps, so that most allocations need no file. Guarded by its arena's lock.
 */
final class MachineMemory {
    private static final long STEP_BYTES = 32L << 20;

    private final ArenaDirectory own;
    private final long limitBytes;
    private long reservedBytes;

    MachineMemory(ArenaDirectory own, long limitBytes) {
        this.own = own;
        this.limitBytes = limitBytes;
    }

    /**
     * Sees to it that this arena may take so much in all.
     *
     * @return whether it may; if not, nothing has changed
     */
    boolean reserve(long totalBytes) throws IOException {
        if (totalBytes <= reservedBytes) {
            return true;
        }
        StoreDirectory store = own.store();
        return store.makeAndLock(() -> {
            long others = othersBytes();
            if (totalBytes > limitBytes - others) {
                StoreSweeper.removeDead(store, new ArrayList<>());
                others = othersBytes();
            }
            long freeBytes = limitBytes - others;
            if (totalBytes > freeBytes) {
                return false;
            }
            write(Math.min(freeBytes, Math.max(totalBytes, reservedBytes + STEP_BYTES)));
            return true;
        });
    }

    /** Gives back what is reserved beyond the given total. */
    void shrink(long totalBytes) throws IOException {
        if (totalBytes < reservedBytes) {
            own.store().makeAndLock(() -> {
                write(totalBytes);
                return null;
            });
        }
    }

    private void write(long bytes) throws IOException {
        own.writeUsage(bytes);
        reservedBytes = bytes;
    }

    private long othersBytes() throws IOException {
        long sum = 0;
        for (long id : own.store().arenas()) {
            if (id != own.id()) {
                sum += Math.min(ArenaDirectory.readUsage(own.store(), id), Long.MAX_VALUE - sum);
            }
        }
        return sum;
    }

    long limitBytes() {
        return limitBytes;
    }
}
