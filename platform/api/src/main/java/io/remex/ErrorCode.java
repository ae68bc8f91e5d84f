package io.remex;

/**
 * Stable codes of everything that can go wrong. The name is what users search for; the number is what travels between
 * processes. Neither is ever reused.
 */
public enum ErrorCode {
    /** See {@link TaskFailedException}. */
    TASK_FAILED(1),
    /** See {@link TaskCancelledException}. */
    TASK_CANCELLED(2),
    /** See {@link TaskTimeoutException}. */
    TASK_TIMEOUT(3),
    /** See {@link GetTimeoutException}. */
    GET_TIMEOUT(4),
    /** See {@link WorkerLostException}. */
    WORKER_LOST(5),
    /** See {@link OwnerLostException}. */
    OWNER_LOST(6),
    /** See {@link ObjectLostException}. */
    OBJECT_LOST(7),
    /** See {@link ObjectStoreFullException}. */
    OBJECT_STORE_FULL(8),
    /** See {@link ValueTooLargeException}. */
    VALUE_TOO_LARGE(9),
    /** See {@link ValueCodecException}. */
    VALUE_CODEC(10),
    /** See {@link UnknownFunctionException}. */
    UNKNOWN_FUNCTION(11),
    /** See {@link InfeasibleTaskException}. */
    INFEASIBLE_TASK(12),
    /** See {@link BackPressureException}. */
    BACK_PRESSURE(13),
    /** See {@link RuntimeClosedException}. */
    RUNTIME_CLOSED(14),
    /** See {@link RemexConfigException}. */
    CONFIG(15);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /** The code's number on the wire. */
    public int number() {
        return number;
    }

    /** The code in the form shown to people: {@code RMX-001}. */
    public String label() {
        return "RMX-" + (number < 10 ? "00" : "0") + number;
    }
}
