package io.remex.worker;

import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;

/**
 * The threads of a worker and the clocks that it goes by: those of the machine, or of a simulation in which one thread plays all
 * of them. Thread safe.
 */
interface WorkerThreads {

    /** An agent that was started; closed by whoever started it. */
    interface AgentThread {
        boolean isRunning();

        /** Ends the agent, which closes what is its own; waits for it, but not for ever. */
        void close();
    }

    /** Nanoseconds from any origin. */
    long nanoTime();

    /** Milliseconds since 1970. */
    long epochMs();

    /** For a slot that waits for tasks or for room. */
    IdleStrategy newIdleStrategy();

    /** The thread of a new slot, not yet started. */
    SlotThread newSlotThread(Slot slot, String name);

    /** Runs an agent until it is closed; {@code idle} is how it waits where time is real. */
    AgentThread start(Agent agent, IdleStrategy idle);
}
