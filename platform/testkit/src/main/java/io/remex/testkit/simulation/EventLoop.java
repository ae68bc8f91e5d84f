package io.remex.testkit.simulation;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Simulated time: runs events in the order of their times, and jumps from one to the next. One thread. */
public final class EventLoop {
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

    private final PriorityQueue<Event> events = new PriorityQueue<>(1_024);
    private final SplittableRandom random;
    private final long startNs;
    private Runnable afterEvent = () -> {};
    private long nowNs;
    private long nextOrder;
    private long eventCount;
    private long hash;

    /** @param seed of everything that is left to chance */
    public EventLoop(long seed) {
        this.random = new SplittableRandom(seed);
        this.hash = seed;
        // as of a machine that has been up for a while, or whose clock is about to turn negative
        this.startNs = random.nextBoolean() ? random.nextLong(1L << 50) : -random.nextLong(1L << 40);
        this.nowNs = startNs;
    }

    /** Something that happens to a process at a time; may be cancelled until then. */
    static final class Event implements Comparable<Event> {
        final SimulatedProcess process;
        final String label;
        final Runnable action;
        long timeNs;
        long order;
        boolean isCancelled;

        Event(SimulatedProcess process, String label, Runnable action) {
            this.process = process;
            this.label = label;
            this.action = action;
        }

        @Override
        public int compareTo(Event other) {
            // times may wrap around
            int byTime = Long.signum(timeNs - other.timeNs);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    /** Runs after each event. */
    public void afterEvent(Runnable action) {
        afterEvent = action;
    }

    /** The time; nanoseconds from an arbitrary origin, as {@link System#nanoTime}. */
    public long nowNs() {
        return nowNs;
    }

    /** Time since the beginning. */
    public long elapsedNs() {
        return nowNs - startNs;
    }

    /** The one source of chance. */
    public SplittableRandom random() {
        return random;
    }

    /** A time between the two, more often short than long. */
    public long randomNs(long minNs, long maxNs) {
        double share = random.nextDouble();
        return minNs + (long) ((maxNs - minNs) * share * share * share);
    }

    /** How many events have run. */
    public long eventCount() {
        return eventCount;
    }

    /** A number that two runs share only if the same happened in both, in the same order. */
    public long traceHash() {
        return hash;
    }

    /** Adds to the trace. */
    public void trace(long value) {
        hash = (hash ^ value) * HASH_FACTOR;
        hash ^= hash >>> 29;
    }

    Event at(long timeNs, SimulatedProcess process, String label, Runnable action) {
        Event event = new Event(process, label, action);
        again(event, timeNs);
        return event;
    }

    void again(Event event, long timeNs) {
        event.timeNs = timeNs - nowNs < 0 ? nowNs : timeNs;
        event.order = nextOrder++;
        events.add(event);
    }

    /** Something that no process does: what the simulation does to them. */
    public void after(long delayNs, String label, Runnable action) {
        at(nowNs + delayNs, null, label, action);
    }

    /** Runs for so long. */
    public void run(long durationNs) {
        runUntil(nowNs + durationNs);
    }

    private void runUntil(long untilNs) {
        for (Event event = events.peek(); event != null && event.timeNs - untilNs <= 0; event = events.peek()) {
            events.poll();
            run(event);
        }
        nowNs = untilNs;
    }

    private void run(Event event) {
        SimulatedProcess process = event.process;
        if (event.isCancelled || process != null && !process.isAlive()) {
            return;
        }
        nowNs = event.timeNs;
        if (process != null && process.isStopped()) {
            event.timeNs = process.stoppedUntilNs(); // keeps its order among what waits with it
            events.add(event);
            return;
        }
        eventCount++;
        trace(nowNs - startNs);
        trace(event.label.hashCode());
        event.action.run();
        if (process != null && process.isAlive()) {
            process.takeTurns();
        }
        afterEvent.run();
    }
}
