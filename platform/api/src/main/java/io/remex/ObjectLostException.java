package io.remex;

/**
 * The object's value exists no longer and cannot be made again; the message says why.
 */
public final class ObjectLostException extends RemexException {
    private static final long serialVersionUID = 1L;

    public ObjectLostException(String message) {
        this(message, null);
    }

    public ObjectLostException(String message, Throwable cause) {
        super(ErrorCode.OBJECT_LOST, message, cause);
    }
}
