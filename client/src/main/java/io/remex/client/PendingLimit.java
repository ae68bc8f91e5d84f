package io.remex.client;

import io.remex.BackPressureException;
import io.remex.ConfigKey;
import io.remex.RemexConfig;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Back-pressure on submission: how many tasks of a caller may be without outcome. Any thread. */
final class PendingLimit {
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final CallerRuntime runtime;
    private final int maxPending;
    private final boolean failsWhenFull;
    private final AtomicInteger unfinished = new AtomicInteger();

    PendingLimit(CallerRuntime runtime, RemexConfig config) {
        this.runtime = runtime;
        this.maxPending = config.integer(ConfigKey.MAX_PENDING);
        this.failsWhenFull = "fail".equals(config.text(ConfigKey.WHEN_FULL));
    }

    /**
     * Counts a task in; polls results for room, or fails, when too many have no outcome.
     *
     * @throws BackPressureException there are too many and the configuration says to fail
     */
    void reserve() {
        if (tryReserve()) {
            return;
        }
        if (failsWhenFull) {
            throw new BackPressureException(maxPending + " tasks of this caller have no outcome yet ("
                    + ConfigKey.MAX_PENDING.key() + "); read results, then submit again");
        }
        do {
            runtime.requireOpen();
            if (Thread.interrupted()) {
                throw Waits.interrupted("for room for another task; nothing was submitted");
            }
            if (runtime.polling().pollOnce() <= 0) {
                LockSupport.parkNanos(PARK_NS);
            }
        } while (!tryReserve());
    }

    /** Counts a task in although there may be too many: one that others wait for. */
    void reserveBeyond() {
        unfinished.incrementAndGet();
    }

    private boolean tryReserve() {
        if (unfinished.incrementAndGet() <= maxPending) {
            return true;
        }
        unfinished.decrementAndGet();
        return false;
    }

    /** A task has its outcome. */
    void release() {
        unfinished.decrementAndGet();
    }

    /** How many tasks have no outcome; for tests. */
    int unfinishedCount() {
        return unfinished.get();
    }
}
