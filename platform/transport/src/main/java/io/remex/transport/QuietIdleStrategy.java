package io.remex.transport;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.agrona.concurrent.IdleStrategy;

/**
 * For agents that mostly have nothing to do: parks shortly while there is work, or was a moment ago, then longer and longer. For one
 * thread; others {@link #wake} it when they know of work to come.
 */
public final class QuietIdleStrategy implements IdleStrategy {
    private final int shortRounds;
    private final long minParkNs;
    private final long maxParkNs;
    private final LongConsumer parker;
    private volatile Thread thread;
    private volatile boolean isWoken;
    private int rounds;
    private long parkNs;

    /**
     * @param shortRounds how many parks are short before they double
     * @param minParkNs the short park
     * @param maxParkNs the longest
     */
    public QuietIdleStrategy(int shortRounds, long minParkNs, long maxParkNs) {
        this(shortRounds, minParkNs, maxParkNs, LockSupport::parkNanos);
    }

    QuietIdleStrategy(int shortRounds, long minParkNs, long maxParkNs, LongConsumer parker) {
        this.shortRounds = shortRounds;
        this.minParkNs = minParkNs;
        this.maxParkNs = maxParkNs;
        this.parker = parker;
        this.parkNs = minParkNs;
    }

    /** Any thread: ends a long park, and the next ones are short. */
    public void wake() {
        isWoken = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        if (thread == null) {
            thread = Thread.currentThread();
        }
        if (isWoken) { // set before the unpark, so that a park which begins now ends at once
            isWoken = false;
            reset();
        }
        if (rounds < shortRounds) {
            rounds++;
        } else {
            parkNs = Math.min(parkNs << 1, maxParkNs);
        }
        parker.accept(parkNs);
    }

    @Override
    public void reset() {
        rounds = 0;
        parkNs = minParkNs;
    }

    @Override
    public String alias() {
        return "quiet";
    }
}
