package io.remex.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A process of the simulation. Its threads are events; those that poll in a real one have their turn after each event of the
 * process. A dead one has no events any more, those of a stopped one wait until it goes on.
 */
public final class SimulatedProcess {
    private final EventLoop loop;
    private final String name;
    private final List<Runnable> turns = new ArrayList<>();
    private final List<Runnable> whenDead = new ArrayList<>();
    private final List<Runnable> whenStoppedForLong = new ArrayList<>();
    private boolean isDead;
    private long stoppedUntilNs;
    private boolean isStopped;

    /** Starts one. */
    public SimulatedProcess(EventLoop loop, String name) {
        this.loop = loop;
        this.name = name;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    public EventLoop loop() {
        return loop;
    }

    public boolean isAlive() {
        return !isDead;
    }

    /** Whether it is stopped now. */
    public boolean isStopped() {
        if (isStopped && stoppedUntilNs - loop.nowNs() <= 0) {
            isStopped = false;
        }
        return isStopped;
    }

    long stoppedUntilNs() {
        return stoppedUntilNs;
    }

    /** A thread that polls: has its turn after each event. */
    public void addTurn(Runnable turn) {
        turns.add(turn);
    }

    void takeTurns() {
        for (int i = 0; i < turns.size(); i++) {
            turns.get(i).run();
        }
    }

    /** Something that its environment does when it is killed. */
    void whenDead(Runnable action) {
        whenDead.add(action);
    }

    /** Something that its environment does when it is stopped; the environment looks itself for how long. */
    void whenStopped(Runnable action) {
        whenStoppedForLong.add(action);
    }

    /** Lets the process do something later. */
    public void after(long delayNs, String label, Runnable action) {
        loop.at(loop.nowNs() + delayNs, this, label, action);
    }

    EventLoop.Event event(long timeNs, String label, Runnable action) {
        return loop.at(timeNs, this, label, action);
    }

    /** Ends it between two events, as SIGKILL does. */
    public void kill() {
        if (!isDead) {
            isDead = true;
            turns.clear();
            List.copyOf(whenDead).forEach(Runnable::run);
        }
    }

    /** Ends it after it has said goodbye: nothing is left that the environment would have to notice. */
    public void exit() {
        isDead = true;
        turns.clear();
    }

    /** Stops it for a time, as SIGSTOP and SIGCONT do. */
    public void stop(long durationNs) {
        if (!isDead) {
            stoppedUntilNs = loop.nowNs() + durationNs;
            isStopped = true;
            List.copyOf(whenStoppedForLong).forEach(Runnable::run);
        }
    }
}
