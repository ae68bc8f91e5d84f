package io.remex.worker;

import io.remex.BackPressureException;
import io.remex.spi.TaskContextHolder;
import io.remex.testkit.simulation.SimulatedProcess;

/** Drives a slot as {@code MachineThreads} does, with the run of a task stretched over simulated time. */
final class SimulatedSlotThread implements SlotThread {
    /** A wait begins with a look at the results; only then does it give the slot back. */
    private static final long LOOKS_FIRST_NS = 200_000;

    private static final long INTERRUPTED_WITHIN_NS = 2_000_000;

    private final SimulatedProcess process;
    private final Slot slot;
    private final SimulatedThreads threads;
    private SimulatedWork.Run run;
    private int runNumber;
    private boolean isWaiting;
    private long waitingLease;
    private boolean areChildrenEnded;
    private boolean hasEnded;

    SimulatedSlotThread(SimulatedProcess process, SimulatedThreads threads, Slot slot) {
        this.process = process;
        this.slot = slot;
        this.threads = threads;
    }

    @Override
    public void start() {
        threads.onStarted(this);
    }

    boolean hasEnded() {
        return hasEnded;
    }

    /** As one round of the thread's loop, if it is not inside user code. */
    void turn() {
        if (run != null || hasEnded) {
            return;
        }
        if (!slot.goesOn()) {
            hasEnded = true;
            slot.onEnded();
        } else if (slot.take()) {
            next();
        }
    }

    private void next() {
        run = null;
        if (!slot.begin()) {
            return;
        }
        run = threads.begin(slot.running());
        areChildrenEnded = false;
        int number = ++runNumber;
        long durationNs = run.durationNs();
        if (run.hasChildren()) {
            process.after(durationNs / 3, "task submits", () -> submitChildren(number, durationNs / 3));
            return;
        }
        if (run.waits()) {
            process.after(durationNs / 3, "task waits", () -> beginWait(number));
            process.after(durationNs / 3 * 2, "task waited", () -> endWait(number));
        }
        process.after(durationNs, "task ends", () -> end(number));
    }

    private void submitChildren(int number, long restNs) {
        if (!isStillRunning(number)) {
            return;
        }
        TaskContextHolder.current(slot.running());
        try {
            run.submitChildren(
                    threads.nested(), () -> process.after(0, "children ended", () -> onChildrenEnded(number, restNs)));
        } finally {
            TaskContextHolder.current(null);
        }
        process.after(LOOKS_FIRST_NS, "task waits", () -> beginWait(number));
    }

    private void onChildrenEnded(int number, long restNs) {
        if (isStillRunning(number)) {
            areChildrenEnded = true;
            endWait(number);
            process.after(restNs, "task ends", () -> end(number));
        }
    }

    private boolean isStillRunning(int number) {
        return number == runNumber && run != null;
    }

    private void beginWait(int number) {
        if (isStillRunning(number) && !areChildrenEnded) {
            try {
                waitingLease = slot.running().giveBack();
            } catch (BackPressureException e) {
                run.onWaitRefused();
                end(number);
                return;
            }
            isWaiting = true;
            run.onWaits();
            threads.nested().onSlotsWaiting(waitingLease, 1);
        }
    }

    private void endWait(int number) {
        if (number == runNumber && isWaiting) {
            isWaiting = false;
            slot.running().takeAgain();
            threads.nested().onSlotsWaiting(waitingLease, -1);
        }
    }

    private void end(int number) {
        if (number != runNumber || run == null) {
            return;
        }
        endWait(number);
        SimulatedWork.Run ending = run;
        ending.onEnding();
        slot.run();
        ending.onEnded();
        next();
    }

    @Override
    public void interrupt() {
        if (run == null) {
            return;
        }
        run.onInterrupted();
        if (run.obeysInterrupt()) {
            int number = runNumber;
            process.after(
                    process.loop().randomNs(10_000, INTERRUPTED_WITHIN_NS), "task interrupted", () -> end(number));
        }
    }
}
