package io.remex;

/** The root of every error of Remex; unchecked, and always with a stable {@link #code()}. */
public abstract sealed class RemexException extends RuntimeException
        permits TaskFailedException,
                TaskCancelledException,
                TaskTimeoutException,
                GetTimeoutException,
                WorkerLostException,
                OwnerLostException,
                ObjectLostException,
                ObjectStoreFullException,
                ValueTooLargeException,
                ValueCodecException,
                UnknownFunctionException,
                InfeasibleTaskException,
                BackPressureException,
                RuntimeClosedException,
                RemexConfigException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    RemexException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The stable code of this kind of error. */
    public final ErrorCode code() {
        return code;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " [" + code.label() + "]: " + getMessage();
    }
}
