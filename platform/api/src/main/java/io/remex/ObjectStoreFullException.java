package io.remex;

/**
 * There is no room for an object, and none was made in time: what could be spilled was. The message names the size, what is taken, and
 * the limit with its key. Release references, or raise the limit.
 */
public final class ObjectStoreFullException extends RemexException {
    private static final long serialVersionUID = 1L;

    public ObjectStoreFullException(String message) {
        this(message, null);
    }

    public ObjectStoreFullException(String message, Throwable cause) {
        super(ErrorCode.OBJECT_STORE_FULL, message, cause);
    }
}
