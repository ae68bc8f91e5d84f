package io.remex;

/**
 * How a task is cancelled. Immutable.
 *
 * @param recursive whether the tasks that the task has submitted, and those of these, are cancelled with it
 */
public record CancelOptions(boolean recursive) {
    private static final CancelOptions DEFAULTS = new CancelOptions(true);

    /** With the tasks that the task has submitted. */
    public static CancelOptions defaults() {
        return DEFAULTS;
    }

    /** These options, with or without the tasks that the task has submitted. */
    public CancelOptions recursive(boolean value) {
        return new CancelOptions(value);
    }
}
