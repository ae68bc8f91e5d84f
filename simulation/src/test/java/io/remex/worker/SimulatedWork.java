package io.remex.worker;

import io.remex.client.SimulatedCaller;

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

        /** Whether it submits tasks after the first third of its time and waits for their outcomes. */
        boolean hasChildren();

        /**
         * It submits its tasks now.
         *
         * @param caller the worker's own
         * @param whenEnded runs once all of them have their outcomes
         */
        void submitChildren(SimulatedCaller caller, Runnable whenEnded);

        /** It may not wait, because too many tasks of its worker do: it ends with that. */
        void onWaitRefused();

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
