package io.remex;

/**
 * A value cannot be encoded, or bytes that arrived are not a valid value: a class that the compiler did not see, a
 * truncated or hostile message. The message says which.
 */
public final class ValueCodecException extends RemexException {
    private static final long serialVersionUID = 1L;

    public ValueCodecException(String message) {
        this(message, null);
    }

    public ValueCodecException(String message, Throwable cause) {
        super(ErrorCode.VALUE_CODEC, message, cause);
    }
}
