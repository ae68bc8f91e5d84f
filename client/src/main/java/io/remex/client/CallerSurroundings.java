package io.remex.client;

import io.remex.objectstore.ObjectStore;
import io.remex.transport.DataPlane;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a runtime finds around it: the streams and the store of its node, threads, a clock and chance. In a process they are the
 * machine's; a simulation brings its own, in which one thread plays all of them. Opened for one runtime, which closes it.
 */
interface CallerSurroundings {

    /** The node it is on. */
    String nodeId();

    DataPlane dataPlane();

    /** Where values above the inline limit are. */
    ObjectStore store();

    /** The control thread, for this runtime alone, which shuts it down. */
    ScheduledExecutorService control();

    /** The callback thread; a rejected callback is run by whoever gave it. */
    Executor callbacks();

    /** Runs the result agent until {@link #endThreads}; once. */
    void start(ResultAgent agent);

    /** Nanoseconds from any origin; any thread. */
    long nanoTime();

    /** A number for a new caller that no other has. */
    long newCallerId();

    /** From 0 to 1; any thread. */
    double nextRandom();

    /** Ends the agent and the callback thread, then the streams: nothing of the runtime runs any more. */
    void endThreads();

    /** Closes what is left; the last call. */
    void close();
}
