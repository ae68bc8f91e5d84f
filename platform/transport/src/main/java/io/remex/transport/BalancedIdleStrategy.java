package io.remex.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Spins while that pays ({@link SpinBudget}), then yields, then parks for times that double up to a bound, and for longer ones after
 * seconds without work: a lane that is only kept should cost next to nothing. For one thread. As Agrona's
 * {@link org.agrona.concurrent.BackoffIdleStrategy} but for the first phase, and that time bounds the second: on a busy machine a yield can
 * take milliseconds, whereas a thread that was parked is among the next to run.
 */
final class BalancedIdleStrategy implements IdleStrategy {
    static final long YIELD_PHASE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    /** How long it has parked before the parks become long: a call every second still finds short ones. */
    static final long LONG_PARKS_AFTER_NS = TimeUnit.SECONDS.toNanos(2);

    static final long LONG_PARK_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final SpinBudget budget;
    private final int yields;
    private final long minParkNs;
    private final long maxParkNs;
    private final NanoClock clock;
    private final LongConsumer parker;
    private int allowedSpins;
    private int rounds;
    private long firstYieldNs;
    private long parkNs;
    private long parkedNs;

    BalancedIdleStrategy(int spins, int yields, long minParkNs, long maxParkNs) {
        this(spins, yields, minParkNs, maxParkNs, SystemNanoClock.INSTANCE, LockSupport::parkNanos);
    }

    BalancedIdleStrategy(int spins, int yields, long minParkNs, long maxParkNs, NanoClock clock, LongConsumer parker) {
        this.clock = clock;
        this.parker = parker;
        this.budget = new SpinBudget(spins);
        this.yields = yields;
        this.minParkNs = minParkNs;
        this.maxParkNs = maxParkNs;
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
        if (rounds == 0) {
            allowedSpins = budget.next();
            parkNs = minParkNs;
            parkedNs = 0;
        }
        int round = rounds;
        if (round < allowedSpins) {
            rounds = round + 1;
            Thread.onSpinWait();
        } else if (round < allowedSpins + yields) {
            yieldFor(round);
        } else {
            parker.accept(parkNs);
            parkedNs += parkNs;
            parkNs = parkedNs < LONG_PARKS_AFTER_NS
                    ? Math.min(parkNs << 1, maxParkNs)
                    : Math.max(maxParkNs, LONG_PARK_NS);
        }
    }

    private void yieldFor(int round) {
        long nowNs = clock.nanoTime();
        if (round == allowedSpins) {
            firstYieldNs = nowNs;
        }
        rounds = nowNs - firstYieldNs < YIELD_PHASE_NS ? round + 1 : allowedSpins + yields;
        Thread.yield();
    }

    @Override
    public void reset() {
        if (rounds > 0) {
            budget.onWaited(allowedSpins, rounds <= allowedSpins);
            rounds = 0;
        }
    }

    @Override
    public String alias() {
        return "balanced";
    }
}
