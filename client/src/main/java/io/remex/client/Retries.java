package io.remex.client;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.protocol.Failure;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * When tasks run again. Any thread.
 *
 * <p>A task whose worker was lost runs again at once; after its second loss, and after each failure of its own, it waits: {@code
 * remex.retry.backoff}, doubled each time up to {@code remex.retry.max-backoff}, of which a random half is taken away, so that tasks
 * that failed together do not come back together. All tasks of the caller share a budget of {@code remex.retry.per-second}, saved
 * up for one second at most: what goes beyond it waits for its place, so that retries cannot become a storm, and none is dropped.
 */
final class Retries {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long WARN_PERIOD_NS = 30 * SECOND_NS;
    /** More doublings than that are longer than any limit. */
    private static final int MAX_DOUBLINGS = 40;

    private static final System.Logger LOGGER = System.getLogger(Retries.class.getName());

    /** Runs something later; null when the session has ended. */
    interface Timer {
        Future<?> schedule(Runnable action, long delayNs);
    }

    private final long backoffNs;
    private final long maxBackoffNs;
    private final long perSecond;
    private final Timer timer;
    private final Consumer<TaskRef<?>> resubmit;
    private final LongSupplier clock;
    private final DoubleSupplier random;
    private final Set<TaskRef<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile Failure closedBy;
    /** Below zero: so many have taken their place in advance; guarded by this. */
    private double tokens;

    private long filledAtNs;
    private long overBudget;
    private long warnedAtNs;

    /**
     * @param resubmit sends a task again
     * @param clock nanoseconds from any origin
     * @param random numbers from 0 to 1
     */
    Retries(RemexConfig config, Timer timer, Consumer<TaskRef<?>> resubmit, LongSupplier clock, DoubleSupplier random) {
        this.backoffNs = config.duration(ConfigKey.RETRY_BACKOFF).toNanos();
        this.maxBackoffNs = config.duration(ConfigKey.RETRY_MAX_BACKOFF).toNanos();
        this.perSecond = config.integer(ConfigKey.RETRY_PER_SECOND);
        this.timer = timer;
        this.resubmit = resubmit;
        this.clock = clock;
        this.random = random;
        this.tokens = perSecond;
        this.filledAtNs = clock.getAsLong();
        this.warnedAtNs = filledAtNs - WARN_PERIOD_NS;
    }

    /**
     * Runs a task again, now or later.
     *
     * @param failures how often it has failed or was lost
     * @param lost whether its worker was lost; otherwise it failed by itself
     */
    void again(TaskRef<?> task, int failures, boolean lost) {
        long delayNs = Math.max(backoffNs(lost ? failures - 1 : failures), placeInNs());
        if (delayNs == 0) {
            resubmit.accept(task);
            return;
        }
        waiting.add(task);
        Future<?> timeUp = timer.schedule(() -> onTimeUp(task), delayNs);
        Failure closed = closedBy;
        if (closed != null) {
            task.completeFailure(closed);
        } else if (timeUp == null) {
            task.completeFailure(CallerRuntime.closedFailure());
        }
    }

    private void onTimeUp(TaskRef<?> task) {
        if (waiting.remove(task) && !task.hasOutcome()) {
            resubmit.accept(task);
        }
    }

    /** How long a task waits that has failed so often. */
    private long backoffNs(int failures) {
        if (failures == 0 || backoffNs == 0) {
            return 0;
        }
        int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
        long fullNs = backoffNs > maxBackoffNs >> doublings ? maxBackoffNs : backoffNs << doublings;
        return (long) (fullNs * (0.5 + random.getAsDouble() / 2));
    }

    /** How long it is until the budget has a place for one more; the place is taken. */
    private synchronized long placeInNs() {
        long nowNs = clock.getAsLong();
        tokens = Math.min(perSecond, tokens + (double) (nowNs - filledAtNs) * perSecond / SECOND_NS) - 1;
        filledAtNs = nowNs;
        if (tokens >= 0) {
            return 0;
        }
        overBudget++;
        if (nowNs - warnedAtNs >= WARN_PERIOD_NS) {
            warnedAtNs = nowNs;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "more tasks fail than may run again (" + ConfigKey.RETRY_PER_SECOND.key() + "=" + perSecond
                            + "): their retries wait");
        }
        return (long) (-tokens * SECOND_NS / perSecond);
    }

    /** How often a task had to wait for the budget. */
    synchronized long overBudget() {
        return overBudget;
    }

    /** How many tasks wait. */
    int waitingCount() {
        return waiting.size();
    }

    /** Ends all that wait, and all that would have to. */
    void failAll(Failure failure) {
        closedBy = failure;
        waiting.forEach(task -> task.completeFailure(failure));
        waiting.clear();
    }
}
