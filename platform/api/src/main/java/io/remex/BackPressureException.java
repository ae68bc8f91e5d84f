package io.remex;

/**
 * A bounded queue is full and the configuration says to fail instead of waiting. Read results, then submit again.
 */
public final class BackPressureException extends RemexException {
    private static final long serialVersionUID = 1L;

    public BackPressureException(String message) {
        this(message, null);
    }

    public BackPressureException(String message, Throwable cause) {
        super(ErrorCode.BACK_PRESSURE, message, cause);
    }
}
