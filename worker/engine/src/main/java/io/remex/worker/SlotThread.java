package io.remex.worker;

/** What a slot runs on: drives {@link Slot} and is interrupted when its task is cancelled. */
interface SlotThread {

    /** Begins to drive the slot; once. */
    void start();

    /** Interrupts the user code that runs; any thread, and only while user code runs. */
    void interrupt();
}
