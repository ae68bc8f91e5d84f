package io.remex.transport;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * Spins while that pays ({@link SpinBudget}), then yields, then parks for times that double up to a bound. For one thread. As Agrona's
 * {@link org.agrona.concurrent.BackoffIdleStrategy} but for the first phase.
 */
final class BalancedIdleStrategy implements IdleStrategy {
    private final SpinBudget budget;
    private final int yields;
    private final long minParkNs;
    private final long maxParkNs;
    private int allowedSpins;
    private int rounds;
    private long parkNs;

    BalancedIdleStrategy(int spins, int yields, long minParkNs, long maxParkNs) {
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
            rounds = round + 1;
            Thread.yield();
        } else {
            LockSupport.parkNanos(parkNs);
            parkNs = Math.min(parkNs << 1, maxParkNs);
        }
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
