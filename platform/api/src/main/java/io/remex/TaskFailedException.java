package io.remex;

/**
 * The task's own code threw. The cause is the original exception where its class is known to both sides; otherwise a
 * {@link RemoteStackTrace} that keeps its class, message and stack as text. The task is not run again unless {@code
 * retryOn} names the class: mend the method or its input.
 */
public final class TaskFailedException extends RemexException {
    private static final long serialVersionUID = 1L;

    public TaskFailedException(String message) {
        this(message, null);
    }

    public TaskFailedException(String message, Throwable cause) {
        super(ErrorCode.TASK_FAILED, message, cause);
    }
}
