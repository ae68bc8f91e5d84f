package io.remex.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * {@code remex-caller-control}: the one thread that owns the session, the lanes' membership and the demand. Its methods may be called
 * from any thread; what is given to it after its end is dropped, because there is nothing left that it could act on.
 */
final class ControlThread {
    private static final long CLOSE_TIMEOUT_S = 10;

    private final ScheduledExecutorService executor;

    /** @param executor of one thread, for this alone; it drops what was for later when it is shut down */
    ControlThread(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    /** The thread itself. */
    static ScheduledExecutorService newExecutor() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "remex-caller-control");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        return executor;
    }

    /** Runs something; returns whether it will run. */
    boolean execute(Runnable action) {
        try {
            executor.execute(action);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Runs something later; null after the end. */
    Future<?> schedule(Runnable action, long delayNs) {
        try {
            return executor.schedule(action, delayNs, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** Runs something again and again, {@code periodMs} from the end of one run to the beginning of the next. */
    Future<?> repeat(Runnable action, long periodMs) {
        return executor.scheduleWithFixedDelay(action, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    /** Runs what it was given at once, drops what was for later, and ends; any thread but the control thread itself. */
    void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
            executor.shutdownNow();
        }
    }
}
