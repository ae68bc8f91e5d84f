package io.remex.benchmarks.rig;

/** The run cannot go on; the message is for its user and says where to look. */
public final class BenchmarkFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public BenchmarkFailure(String message) {
        super(message);
    }

    /** Says what happened and why. */
    public BenchmarkFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
