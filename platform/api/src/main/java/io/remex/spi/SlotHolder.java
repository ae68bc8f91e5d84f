package io.remex.spi;

/**
 * The slot that the current task occupies, as a runtime sees it: a wait inside a task gives the slot back, so that what it waits
 * for can run. The {@link io.remex.TaskContext} of a running task implements it.
 */
public interface SlotHolder {

    /**
     * The task is about to wait; its slot becomes free for other tasks.
     *
     * @return false if the bound of waiting tasks is reached and the slot is kept
     */
    boolean giveBack();

    /** The wait is over; the task goes on, and somebody else's slot is reduced. Only after a {@link #giveBack()} that returned true. */
    void takeAgain();
}
