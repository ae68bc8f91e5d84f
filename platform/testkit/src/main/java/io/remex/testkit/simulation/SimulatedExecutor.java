package io.remex.testkit.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread of a simulated process that runs what it is given, in order, one thing an event. */
public final class SimulatedExecutor extends AbstractExecutorService implements ScheduledExecutorService {
    /** From {@code execute} to the run on the other thread. */
    private static final long MAX_HAND_OVER_NS = 200_000;

    private final SimulatedProcess process;
    private final String label;
    private final Set<Entry> immediate = new LinkedHashSet<>();
    private long lastImmediateNs;
    private boolean isShutdown;

    /** @param label what its events are called in the trace */
    public SimulatedExecutor(SimulatedProcess process, String label) {
        this.process = process;
        this.label = label;
        this.lastImmediateNs = process.loop().nowNs();
    }

    private final class Entry implements ScheduledFuture<Object>, Runnable {
        private final Runnable action;
        private final long periodNs;
        private EventLoop.Event event;
        private boolean isDone;

        Entry(Runnable action, long periodNs) {
            this.action = action;
            this.periodNs = periodNs;
        }

        @Override
        public void run() {
            immediate.remove(this);
            if (isShutdown && periodNs > 0) {
                return;
            }
            action.run();
            if (periodNs > 0 && !event.isCancelled && !isShutdown) {
                process.loop().again(event, process.loop().nowNs() + periodNs);
            } else {
                isDone = true;
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(event.timeNs - process.loop().nowNs(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return event.compareTo(((Entry) other).event);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            event.isCancelled = true;
            return !isDone;
        }

        @Override
        public boolean isCancelled() {
            return event.isCancelled;
        }

        @Override
        public boolean isDone() {
            return isDone || event.isCancelled;
        }

        @Override
        public Object get() throws InterruptedException, ExecutionException {
            throw new UnsupportedOperationException("nobody waits in a simulation");
        }

        @Override
        public Object get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            throw new UnsupportedOperationException("nobody waits in a simulation");
        }
    }

    private Entry add(Runnable action, long delayNs, long periodNs) {
        if (isShutdown) {
            throw new RejectedExecutionException("shut down");
        }
        Entry entry = new Entry(action, periodNs);
        entry.event = process.event(process.loop().nowNs() + delayNs, label, entry);
        return entry;
    }

    @Override
    public void execute(Runnable command) {
        if (isShutdown) {
            throw new RejectedExecutionException("shut down");
        }
        EventLoop loop = process.loop();
        long atNs = loop.nowNs() + loop.randomNs(0, MAX_HAND_OVER_NS);
        lastImmediateNs = atNs - lastImmediateNs < 0 ? lastImmediateNs : atNs;
        Entry entry = new Entry(command, 0);
        entry.event = process.event(lastImmediateNs, label, entry);
        immediate.add(entry);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(command, unit.toNanos(delay), 0);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nobody waits in a simulation");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(command, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return add(command, unit.toNanos(initialDelay), unit.toNanos(delay));
    }

    /** Nothing new; what was given to it at once still runs. */
    @Override
    public void shutdown() {
        isShutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        isShutdown = true;
        List<Runnable> rest = new ArrayList<>(immediate);
        immediate.forEach(entry -> entry.event.isCancelled = true);
        immediate.clear();
        return rest;
    }

    @Override
    public boolean isShutdown() {
        return isShutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown && immediate.isEmpty();
    }

    /** Runs what is left now: whoever waits for a thread gives it the time to end. */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        while (!immediate.isEmpty()) {
            Entry next = immediate.iterator().next();
            next.event.isCancelled = true;
            next.run();
        }
        return true;
    }
}
