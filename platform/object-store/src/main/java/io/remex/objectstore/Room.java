package io.remex.objectstore;

import io.remex.ObjectStoreFullException;
import io.remex.ValueTooLargeException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.NanoClock;

/**
 * Finds room for an allocation: memory that is free, then memory that objects can leave, then a wait for somebody to free something. For any
 * thread.
 */
final class Room {
    /** Other processes cannot wake a thread that waits here, so it looks again. */
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long COLLECTION_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong lastCollectionNs = new AtomicLong(NEVER);
    private final Arena arena;
    private final StoreConfig.Memory config;
    private final NanoClock clock;
    private final StoreStatistics.Counts counts;

    Room(Arena arena, StoreConfig.Memory config, NanoClock clock, StoreStatistics.Counts counts) {
        this.arena = arena;
        this.config = config;
        this.clock = clock;
        this.counts = counts;
    }

    /**
     * A block for so much payload.
     *
     * @throws ValueTooLargeException no object may be so large
     * @throws ObjectStoreFullException there is no room, and none was made within the time that an allocation may wait
     */
    Block allocate(int payloadBytes) {
        arena.spiller().keepBelowThreshold(payloadBytes);
        Block block = arena.tryAllocate(payloadBytes);
        return block != null ? block : await(payloadBytes);
    }

    /**
     * Checks a length.
     *
     * @throws ValueTooLargeException no object may be so large
     */
    static int checkedLength(long bytes) {
        if (bytes > ObjectStore.MAX_OBJECT_BYTES) {
            throw new ValueTooLargeException(
                    "an object of " + bytes + " bytes; the most is " + ObjectStore.MAX_OBJECT_BYTES + ": split it");
        }
        return (int) bytes;
    }

    private Block await(int payloadBytes) {
        if (payloadBytes > config.processBytes()) {
            throw arena.full(payloadBytes, "");
        }
        counts.increment(StoreCounter.FULL_WAITS);
        long startNs = clock.nanoTime();
        long timeoutNs = config.fullTimeout().toNanos();
        while (true) {
            Block block = attempt(payloadBytes);
            if (block != null) {
                return block;
            }
            long remainingNs = timeoutNs - (clock.nanoTime() - startNs);
            if (remainingNs <= 0) {
                throw arena.full(payloadBytes, ", also after " + config.fullTimeout());
            }
            try {
                arena.awaitRoom(Math.min(remainingNs, LOOK_AGAIN_NS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw arena.full(payloadBytes, ", and the thread was interrupted while it waited");
            }
        }
    }

    /** Everything that can be done at once, the cheapest first. */
    private Block attempt(int payloadBytes) {
        Block block = arena.tryAllocate(payloadBytes);
        while (block == null && arena.spiller().makeRoom(payloadBytes)) {
            block = arena.tryAllocate(payloadBytes);
        }
        if (block == null) {
            if (arena.removeEmptySegments(clock.nanoTime())) {
                collectGarbage();
            }
            block = arena.tryAllocate(payloadBytes);
        }
        return block;
    }

    /**
     * Asks for a garbage collection, at most once in a while: removed segments take memory until it unmaps them. The JDK does the same when it
     * runs out of direct memory.
     */
    private void collectGarbage() {
        long nowNs = clock.nanoTime();
        long lastNs = lastCollectionNs.get();
        boolean due = lastNs == NEVER || nowNs - lastNs >= COLLECTION_INTERVAL_NS;
        if (due && lastCollectionNs.compareAndSet(lastNs, nowNs)) {
            System.gc();
        }
    }
}
