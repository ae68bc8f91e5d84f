package io.remex;

/**
 * Stands in for an exception of user code that could not travel as itself: keeps its class name, message and stack as text.
 */
public final class RemoteStackTrace extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String exceptionClass;
    private final String stackText;

    /**
     * @param exceptionClass the class name of the original
     * @param message the message of the original, or null
     * @param stackText its printed stack
     */
    public RemoteStackTrace(String exceptionClass, String message, String stackText) {
        super(message == null ? exceptionClass : exceptionClass + ": " + message, null, false, false);
        this.exceptionClass = exceptionClass;
        this.stackText = stackText;
    }

    /** The class name of the original exception. */
    public String exceptionClass() {
        return exceptionClass;
    }

    /** The stack of the original exception as it was printed where it was thrown. */
    public String stackText() {
        return stackText;
    }

    @Override
    public String toString() {
        return "remote " + stackText.strip();
    }
}
