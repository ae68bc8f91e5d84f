package io.remex.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A control thread whose time and turns are in the hand of the test: runs what is due when told to, on the thread that tells it. */
final class ManualExecutor extends AbstractExecutorService implements ScheduledExecutorService {
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long nowNs;
    private long nextOrder;
    private boolean isShutdown;

    private final class Entry extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final Runnable action;
        private final long periodNs;
        private final long order;
        private long dueNs;

        Entry(Runnable action, long delayNs, long periodNs) {
            super(action, null);
            this.action = action;
            this.periodNs = periodNs;
            this.order = nextOrder++;
            this.dueNs = nowNs + delayNs;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNs - nowNs, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Entry that = (Entry) other;
            return dueNs == that.dueNs ? Long.compare(order, that.order) : Long.compare(dueNs, that.dueNs);
        }
    }

    /** Runs everything that is due now, and what follows from it. */
    void runDue() {
        advanceMs(0);
    }

    /** Lets time pass and runs what becomes due in it. */
    void advanceMs(long ms) {
        long untilNs = now() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (Entry entry = next(untilNs); entry != null; entry = next(untilNs)) {
            if (!entry.isCancelled()) {
                entry.action.run();
                if (entry.periodNs > 0 && !entry.isCancelled()) {
                    again(entry);
                }
            }
        }
        pass(untilNs);
    }

    private synchronized long now() {
        return nowNs;
    }

    private synchronized void pass(long untilNs) {
        nowNs = untilNs;
    }

    private synchronized Entry next(long untilNs) {
        if (queue.isEmpty() || queue.peek().dueNs > untilNs) {
            return null;
        }
        Entry entry = queue.poll();
        nowNs = Math.max(nowNs, entry.dueNs);
        return entry;
    }

    private synchronized void again(Entry entry) {
        entry.dueNs = nowNs + entry.periodNs;
        queue.add(entry);
    }

    /** When the next thing that was scheduled is due, in milliseconds from now; -1 if nothing is. */
    synchronized long nextDueMs() {
        queue.removeIf(FutureTask::isCancelled);
        return queue.isEmpty() ? -1 : TimeUnit.NANOSECONDS.toMillis(queue.peek().dueNs - nowNs);
    }

    private synchronized Entry add(Runnable action, long delay, long period, TimeUnit unit) {
        if (isShutdown) {
            throw new RejectedExecutionException("shut down");
        }
        Entry entry = new Entry(action, unit.toNanos(delay), unit.toNanos(period));
        queue.add(entry);
        return entry;
    }

    @Override
    public void execute(Runnable command) {
        add(command, 0, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(command, delay, 0, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("not used");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return add(command, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return add(command, initialDelay, delay, unit);
    }

    @Override
    public synchronized void shutdown() {
        isShutdown = true;
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        isShutdown = true;
        List<Runnable> rest = new ArrayList<>(queue);
        queue.clear();
        return rest;
    }

    @Override
    public synchronized boolean isShutdown() {
        return isShutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }
}
