package io.remex;

/**
 * No worker offers the function, or one offers another version of it; the message says whether the function or its
 * layout differs. Deploy the worker from the same sources.
 */
public final class UnknownFunctionException extends RemexException {
    private static final long serialVersionUID = 1L;

    public UnknownFunctionException(String message) {
        this(message, null);
    }

    public UnknownFunctionException(String message, Throwable cause) {
        super(ErrorCode.UNKNOWN_FUNCTION, message, cause);
    }
}
