package io.remex.client;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Calls the session's tick again and again: often while something is under way, seldom while nothing is, because a program that only
 * keeps its session open should cost no processor time. Control thread.
 */
final class Ticker {
    static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(10);
    static final long QUIET_TICK_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Runnable tick;
    private final BooleanSupplier isQuiet;
    private final Timer timer;
    private Future<?> next;
    private boolean isSlow;

    /** Runs something later; returns null if it never will, because the session has ended. */
    interface Timer {
        Future<?> schedule(Runnable action, long delayNs);
    }

    /** @param isQuiet asked after each tick */
    Ticker(Runnable tick, BooleanSupplier isQuiet, Timer timer) {
        this.tick = tick;
        this.isQuiet = isQuiet;
        this.timer = timer;
    }

    void start() {
        next = timer.schedule(this::run, TICK_NS);
    }

    private void run() {
        tick.run();
        isSlow = isQuiet.getAsBoolean();
        next = timer.schedule(this::run, isSlow ? QUIET_TICK_NS : TICK_NS);
    }

    /** Something began: the next tick is soon. */
    void quicken() {
        if (isSlow && next != null && next.cancel(false)) {
            isSlow = false;
            start();
        }
    }
}
