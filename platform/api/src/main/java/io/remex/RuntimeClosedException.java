package io.remex;

/**
 * There is no open session: {@code Remex.init()} was not called, or the session has ended. References of an ended
 * session stay closed after a new {@code init}.
 */
public final class RuntimeClosedException extends RemexException {
    private static final long serialVersionUID = 1L;

    public RuntimeClosedException(String message) {
        this(message, null);
    }

    public RuntimeClosedException(String message, Throwable cause) {
        super(ErrorCode.RUNTIME_CLOSED, message, cause);
    }
}
