package io.remex.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * Spins while that pays ({@link SpinBudget}), then yields, then parks for times that double up to a bound. For one thread. As Agrona's
 * {@link org.agrona.concurrent.BackoffIdleStrategy} but for the first phase, and that time bounds the second: on a busy machine a yield can
 * take milliseconds, whereas a thread that was parked is among the next to run.
 */
final class BalancedIdleStrategy implements IdleStrategy {
    static final long YIELD_PHASE_NS = TimeUnit.MICROSECONDS.toNanos(200);

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
        }
        int round = rounds;
        if (round < allowedSpins) {
            rounds = round + 1;
            Thread.onSpinWait();
        } else if (round < allowedSpins + yields) {
            yieldFor(round);
        } else {
            parker.accept(parkNs);
            parkNs = Math.min(parkNs << 1, maxParkNs);
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
