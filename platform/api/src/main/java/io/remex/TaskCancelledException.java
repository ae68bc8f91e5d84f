package io.remex;

/**
 * The task was cancelled before it had an outcome. Submit it again if it is still wanted.
 */
public final class TaskCancelledException extends RemexException {
    private static final long serialVersionUID = 1L;

    public TaskCancelledException(String message) {
        this(message, null);
    }

    public TaskCancelledException(String message, Throwable cause) {
        super(ErrorCode.TASK_CANCELLED, message, cause);
    }
}
