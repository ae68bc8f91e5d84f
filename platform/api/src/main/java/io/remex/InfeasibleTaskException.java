package io.remex;

/**
 * No present worker could ever meet the task's resources. Ask for less, or add a worker that has them.
 */
public final class InfeasibleTaskException extends RemexException {
    private static final long serialVersionUID = 1L;

    public InfeasibleTaskException(String message) {
        this(message, null);
    }

    public InfeasibleTaskException(String message, Throwable cause) {
        super(ErrorCode.INFEASIBLE_TASK, message, cause);
    }
}
