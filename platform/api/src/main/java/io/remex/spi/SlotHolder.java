package io.remex.spi;

/**
 * The slot that the current task occupies, as a runtime sees it: a wait inside a task gives the slot back, so that what it waits
 * for can run. The {@link io.remex.TaskContext} of a running task implements it.
 */
public interface SlotHolder {

    /**
     * The task is about to wait; its slot becomes free for other tasks.
     *
     * @return the lease of the lane that the task came on
     * @throws io.remex.BackPressureException so many tasks of this worker wait already that another one could stop them all
     */
    long giveBack();

    /** How much time the task has left, in nanoseconds of the worker's own clock; {@code Long.MAX_VALUE} if it has no limit. */
    long remainingNs();

    /** The tasks that the task on this slot has submitted; the same ones until it ends. On its thread. */
    ChildTasks children();

    /** The wait is over; the task goes on, and somebody else's slot is reduced. Only after a {@link #giveBack()}. */
    void takeAgain();
}
