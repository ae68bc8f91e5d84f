package io.remex;

/**
 * The worker that ran the task went away, as often as the task may be retried. The message says which worker and why
 * it is believed dead.
 */
public final class WorkerLostException extends RemexException {
    private static final long serialVersionUID = 1L;

    public WorkerLostException(String message) {
        this(message, null);
    }

    public WorkerLostException(String message, Throwable cause) {
        super(ErrorCode.WORKER_LOST, message, cause);
    }
}
