package io.remex.transport;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** How the threads of the data plane wait: {@code remex.latency} (DESIGN D12). */
public enum LatencyTier {
    /** Spins: the least latency, for a whole core a thread. */
    LOW(0, 0, 0, 0),
    /** Spins for some microseconds while that pays, then yields, then parks for at most 200 µs. */
    BALANCED(50, 200, TimeUnit.MICROSECONDS.toNanos(50), TimeUnit.MICROSECONDS.toNanos(200)),
    /** Parks almost at once: the least use of processors. */
    IDLE(10, 10, TimeUnit.MICROSECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(2));

    private static final long BACKGROUND_SPINS = 10;
    private static final long BACKGROUND_YIELDS = 20;

    private final int spins;
    private final int yields;
    private final long minParkNs;
    private final long maxParkNs;

    LatencyTier(int spins, int yields, long minParkNs, long maxParkNs) {
        this.spins = spins;
        this.yields = yields;
        this.minParkNs = minParkNs;
        this.maxParkNs = maxParkNs;
    }

    /** The tier of a configuration value in its normal form. */
    public static LatencyTier of(String text) {
        return switch (text) {
            case "low" -> LOW;
            case "idle" -> IDLE;
            default -> BALANCED;
        };
    }

    /** A strategy for one thread. */
    public IdleStrategy newIdleStrategy() {
        return this == LOW ? new BusySpinIdleStrategy() : new BalancedIdleStrategy(spins, yields, minParkNs, maxParkNs);
    }

    /**
     * A strategy for a background thread that stands in while nobody waits: it never takes a whole core, whatever the tier of those who
     * wait, and a result that has taken milliseconds may take one more.
     */
    public IdleStrategy newBackgroundIdleStrategy() {
        return this == IDLE
                ? newIdleStrategy()
                : new BackoffIdleStrategy(
                        BACKGROUND_SPINS, BACKGROUND_YIELDS, BALANCED.minParkNs, TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** How often to look without giving the processor away, at most. */
    public int spins() {
        return this == LOW ? Integer.MAX_VALUE : spins;
    }

    /** For threads that wait without an {@link IdleStrategy}. */
    public SpinBudget newSpinBudget() {
        return new SpinBudget(spins());
    }

    /** How often to look with a yield between, after the spins. */
    public int yields() {
        return yields;
    }

    /** The longest park; 0 if it never parks. */
    public long maxParkNs() {
        return maxParkNs;
    }
}
