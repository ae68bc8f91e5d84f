package io.remex.worker;

import io.remex.testkit.simulation.SimulatedProcess;

/** Drives a slot as {@code MachineThreads} does, with the run of a task stretched over simulated time. */
final class SimulatedSlotThread implements SlotThread {
    private static final long INTERRUPTED_WITHIN_NS = 2_000_000;

    private final SimulatedProcess process;
    private final Slot slot;
    private final SimulatedThreads threads;
    private SimulatedWork.Run run;
    private int runNumber;
    private boolean isWaiting;
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
        int number = ++runNumber;
        long durationNs = run.durationNs();
        if (run.waits()) {
            process.after(durationNs / 3, "task waits", () -> beginWait(number));
            process.after(durationNs / 3 * 2, "task waited", () -> endWait(number));
        }
        process.after(durationNs, "task ends", () -> end(number));
    }

    private void beginWait(int number) {
        if (number == runNumber && run != null) {
            isWaiting = true;
            run.onWaits();
            slot.giveBack();
        }
    }

    private void endWait(int number) {
        if (number == runNumber && isWaiting) {
            isWaiting = false;
            slot.takeAgain();
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
