package io.remex;

/**
 * There is no room for a value. Release references, or raise {@code remex.store.memory}.
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
