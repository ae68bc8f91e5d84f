package io.remex.testkit;

/** The harness could not do what a test asked for, or found something left over; the message says what and where to look. */
public final class TestFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    public TestFailure(String message) {
        super(message);
    }

    public TestFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
