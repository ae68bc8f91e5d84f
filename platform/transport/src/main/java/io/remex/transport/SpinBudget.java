package io.remex.transport;

/**
 * Whether a thread should spin before it yields, learnt from how its last waits ended. Spinning is the fastest way to meet a peer
 * that runs on another core, and the slowest to meet one that waits for this core: then each spin only delays the peer. Which of the
 * two it is, the kernel decides, and it changes by the millisecond.
 *
 * <p>Data plane. Threads may share one: its fields are hints, and a lost update does no harm.
 */
public final class SpinBudget {
    private static final int LATE_WAITS_BEFORE_YIELDING = 4;
    private static final int WAITS_BETWEEN_TRIALS = 64;

    private final int spins;
    private int lateWaits;
    private int waits;

    /**
     * @param spins how often to look without a yield while that pays
     */
    public SpinBudget(int spins) {
        this.spins = spins;
    }

    /** How often the next wait may look before it yields: all of the budget, or 0 after waits that spun in vain. */
    public int next() {
        return lateWaits < LATE_WAITS_BEFORE_YIELDING || ++waits % WAITS_BETWEEN_TRIALS == 0 ? spins : 0;
    }

    /**
     * A wait has ended.
     *
     * @param allowed what {@link #next} had allowed it
     * @param whileSpinning whether what it waited for came before its first yield
     */
    public void onWaited(int allowed, boolean whileSpinning) {
        if (whileSpinning) {
            lateWaits = 0;
        } else if (allowed > 0 && lateWaits < LATE_WAITS_BEFORE_YIELDING) {
            lateWaits++;
        }
    }
}
