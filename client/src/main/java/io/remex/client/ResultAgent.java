package io.remex.client;

import io.remex.transport.LatencyTier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;

/**
 * Polls result streams while nobody else does. It stands back for threads of the user that poll: two threads that poll take the
 * lanes' locks and cache lines from each other. It looks again a millisecond later, and sleeps deeply when nothing is in flight.
 */
final class ResultAgent implements Agent, IdleStrategy {
    private static final long WATCH_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long DEEP_PARK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int ROUNDS_BEFORE_DEEP = 100;

    private final CallerRuntime runtime;
    private final IdleStrategy busyStrategy;
    private volatile boolean isDeep;
    private volatile Thread thread;
    private int idleRounds;
    private long seenUserPolls;
    private boolean isAttended;

    ResultAgent(CallerRuntime runtime, LatencyTier latency) {
        this.runtime = runtime;
        this.busyStrategy = latency.newBackgroundIdleStrategy();
    }

    /** Any thread: something was submitted, or somebody stopped waiting; wakes the agent if it sleeps deeply. */
    void onWork() {
        if (isDeep) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void onStart() {
        thread = Thread.currentThread();
    }

    @Override
    public int doWork() {
        long userPolls = runtime.polling().userPolls();
        isAttended = userPolls != seenUserPolls || runtime.waits().waiterCount() > 0;
        seenUserPolls = userPolls;
        return isAttended ? 0 : runtime.polling().poll();
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            idleRounds = 0;
            busyStrategy.reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        if (!isAttended && runtime.polling().isAwaitingResults()) {
            idleRounds = 0;
            busyStrategy.idle();
        } else if (++idleRounds < ROUNDS_BEFORE_DEEP) {
            LockSupport.parkNanos(WATCH_PARK_NS);
        } else {
            isDeep = true;
            if (!runtime.polling().isAwaitingResults()) {
                LockSupport.parkNanos(DEEP_PARK_NS);
            }
            isDeep = false;
        }
    }

    @Override
    public void reset() {
        busyStrategy.reset();
    }

    @Override
    public String roleName() {
        return "remex-caller-agent";
    }
}
