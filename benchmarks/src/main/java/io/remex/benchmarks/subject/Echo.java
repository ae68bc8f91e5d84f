package io.remex.benchmarks.subject;

/**
 * A remote function that adds one to a number, as every system under test offers it. For one thread.
 *
 * <p>Results are checked by the loops, so an echo that loses, reorders or invents results fails its round.
 */
public interface Echo extends AutoCloseable {
    /** Calls and waits for the result. */
    long call(long value);

    /** Begins a call. At most as many as the window that the echo was opened with are begun and not taken. */
    void submit(long value);

    /** Waits for the result of the oldest call that was begun and not taken. */
    long take();

    /** Whether {@link #take} would return at once; does what polling the system needs. */
    boolean isOldestReady();

    @Override
    void close();

    /** Opens echoes: a fresh one for each round, so that nothing of a subject spins while another is measured. */
    @FunctionalInterface
    interface Source {
        /**
         * Opens one.
         *
         * @param window how many calls may be begun and not taken
         * @param request the rest of what the rig asked for
         */
        Echo open(int window, RoundRequest request);
    }
}
