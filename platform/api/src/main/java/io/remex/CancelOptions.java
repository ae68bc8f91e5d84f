package io.remex;

/**
 * How a task is cancelled. Immutable.
 *
 * @param recursive whether the tasks that the task has submitted, and those of these, are cancelled with it
 * @param force whether the worker process is ended if the task still runs {@code remex.worker.force-grace} after it was interrupted
 */
public record CancelOptions(boolean recursive, boolean force) {
    private static final CancelOptions DEFAULTS = new CancelOptions(true, false);

    /** With the tasks that the task has submitted, and never at the cost of the worker. */
    public static CancelOptions defaults() {
        return DEFAULTS;
    }

    /** These options, with or without the tasks that the task has submitted. */
    public CancelOptions recursive(boolean value) {
        return new CancelOptions(value, force);
    }

    /**
     * These options, with or without force. A task that heeds neither its interrupt nor {@link TaskContext#isCancelled()} keeps its slot
     * until it returns; by force its worker process ends instead. Other tasks that run on that worker are lost with it, and
     * run again elsewhere as after any loss of a worker. A worker inside the caller's own process (embedded), or one with
     * {@code remex.worker.force-grace=0s}, never ends for it: it logs a warning, and the task goes on.
     *
     * <p>Also for a task that was cancelled before and still runs: the call returns false, and forces it.
     */
    public CancelOptions force(boolean value) {
        return new CancelOptions(recursive, value);
    }
}
