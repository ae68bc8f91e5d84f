package io.remex;

/**
 * For 5 s no worker with the function could ever have met what the task asks for, its resources or its affinity, and {@link
 * ConfigKey#INFEASIBLE} says that such tasks fail. Ask for less, or add a worker that has it.
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
