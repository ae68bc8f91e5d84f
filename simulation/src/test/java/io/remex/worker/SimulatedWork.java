package io.remex.worker;

/** What the simulation makes of the tasks that a simulated worker runs. */
public interface SimulatedWork {

    /** A task that has begun. */
    interface Run {
        /** When it ends by itself. */
        long durationNs();

        /** Whether an interrupt ends it. */
        boolean obeysInterrupt();

        /** Whether it gives its slot back for the second third of its time. */
        boolean waits();

        /** It waits now: others may use its resources. */
        void onWaits();

        /** Its code is interrupted. */
        void onInterrupted();

        /** Its code is about to end. */
        void onEnding();

        /** It has ended, and its outcome is sent. */
        void onEnded();
    }

    /** A task of a caller begins on a worker. */
    Run begin(String worker, long caller, long sequence, int attempt, String function);
}
