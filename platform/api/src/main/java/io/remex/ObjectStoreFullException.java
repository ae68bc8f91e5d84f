package io.remex;

/**
 * There is no room for a value. Release references. Reserved: nothing throws it until there is an object store.
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
