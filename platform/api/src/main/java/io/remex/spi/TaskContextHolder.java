package io.remex.spi;

import io.remex.TaskContext;

/** The task that runs on the current thread; set by the worker engine around each call. */
public final class TaskContextHolder {
    private static final ThreadLocal<TaskContext> CURRENT = new ThreadLocal<>();

    private TaskContextHolder() {}

    /** The context of the task on this thread, or null. */
    public static TaskContext current() {
        return CURRENT.get();
    }

    /** Sets the context for this thread; null ends it. */
    public static void current(TaskContext context) {
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
    }
}
