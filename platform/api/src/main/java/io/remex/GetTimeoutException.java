package io.remex;

/**
 * The value was not there within the time given to {@code get}. The task goes on: call {@code get} again, or cancel
 * it.
 */
public final class GetTimeoutException extends RemexException {
    private static final long serialVersionUID = 1L;

    public GetTimeoutException(String message) {
        this(message, null);
    }

    public GetTimeoutException(String message, Throwable cause) {
        super(ErrorCode.GET_TIMEOUT, message, cause);
    }
}
