package io.remex.chaos;

import io.remex.testkit.TestProcess;
import java.util.function.Function;

/** One place in the cluster, and the process that has it now: an ended one is replaced by the next. */
final class Member {
    private final Role role;
    private final String name;
    private final String readyLine;
    private final Function<Integer, TestProcess> begin;
    private TestProcess process;
    private int started;
    private boolean isSuspended;
    private boolean isReady;
    private boolean wasKilled;
    private long resumeAtNs;

    /**
     * @param readyLine how the line begins that the process says when it is of use
     * @param begin begins the n-th process, from 1
     */
    Member(Role role, String name, String readyLine, Function<Integer, TestProcess> begin) {
        this.role = role;
        this.name = name;
        this.readyLine = readyLine;
        this.begin = begin;
    }

    Role role() {
        return role;
    }

    String name() {
        return name;
    }

    TestProcess process() {
        return process;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether it does its work now. */
    boolean isReady() {
        if (!isAlive() || isSuspended) {
            return false;
        }
        isReady = isReady || process.hasSaid(readyLine);
        return isReady;
    }

    boolean isSuspended() {
        return isSuspended;
    }

    /** Whether its last process ended by our hand. */
    boolean wasKilled() {
        return wasKilled;
    }

    /** How many processes it has had. */
    int started() {
        return started;
    }

    void start() {
        started++;
        isReady = false;
        isSuspended = false;
        wasKilled = false;
        process = begin.apply(started);
    }

    void kill() {
        wasKilled = true;
        process.kill();
    }

    void suspend(long untilNs) {
        resumeAtNs = untilNs;
        isSuspended = true;
        process.suspend();
    }

    /** Goes on if it is time. */
    void resumeIfDue(long nowNs) {
        if (isSuspended && nowNs - resumeAtNs >= 0) {
            resume();
        }
    }

    void resume() {
        if (isSuspended) {
            process.resume();
            isSuspended = false;
        }
    }
}
