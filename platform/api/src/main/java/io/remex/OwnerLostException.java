package io.remex;

/**
 * The process that owns the object is gone, and with it the object. Submit the work again from a live caller.
 */
public final class OwnerLostException extends RemexException {
    private static final long serialVersionUID = 1L;

    public OwnerLostException(String message) {
        this(message, null);
    }

    public OwnerLostException(String message, Throwable cause) {
        super(ErrorCode.OWNER_LOST, message, cause);
    }
}
