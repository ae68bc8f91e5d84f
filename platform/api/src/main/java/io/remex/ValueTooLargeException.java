package io.remex;

/**
 * An argument list, a result or a put value is larger than an object of the store can be. The message names the size and the
 * limit. Send less, or split the work.
 */
public final class ValueTooLargeException extends RemexException {
    private static final long serialVersionUID = 1L;

    public ValueTooLargeException(String message) {
        this(message, null);
    }

    public ValueTooLargeException(String message, Throwable cause) {
        super(ErrorCode.VALUE_TOO_LARGE, message, cause);
    }
}
