package io.remex;

/**
 * The task's own time limit ran out before it had an outcome. Raise {@code timeout}, or make the task smaller.
 */
public final class TaskTimeoutException extends RemexException {
    private static final long serialVersionUID = 1L;

    public TaskTimeoutException(String message) {
        this(message, null);
    }

    public TaskTimeoutException(String message, Throwable cause) {
        super(ErrorCode.TASK_TIMEOUT, message, cause);
    }
}
