package io.remex.examples.demo.launcher;

/** The demonstration cannot go on; the message is for its user and says where to look. */
public final class DemoFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public DemoFailedException(String message) {
        super(message);
    }

    /** Says what happened and why. */
    public DemoFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
