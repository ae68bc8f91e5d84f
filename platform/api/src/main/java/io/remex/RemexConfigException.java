package io.remex;

/**
 * The configuration, the machine or the address is wrong; the message names the key, the value and what is allowed.
 */
public final class RemexConfigException extends RemexException {
    private static final long serialVersionUID = 1L;

    public RemexConfigException(String message) {
        this(message, null);
    }

    public RemexConfigException(String message, Throwable cause) {
        super(ErrorCode.CONFIG, message, cause);
    }
}
