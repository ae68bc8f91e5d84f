package io.remex.worker;

/**
 * What happens to a task that was cancelled by force and still runs when its grace period is over. A thread cannot be ended from
 * outside, a process can: with it go the other tasks that run there, whose callers see a lost worker.
 */
interface ForcedEnd {
    /** The exit code of a worker that has ended itself so; for whoever supervises it. */
    int EXIT_CODE = 86;

    System.Logger LOGGER = System.getLogger(ForcedEnd.class.getName());

    /** The task goes on although its time is over; control agent, once for each such task. */
    void onTaskGoesOn(String worker, RunningTask task);

    /** The process ends at once, as if it were killed: an orderly end would wait for just this task. */
    static ForcedEnd ofThisProcess() {
        return (worker, task) -> {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "remex-worker " + worker + " ends with exit code " + EXIT_CODE + ": " + task.function()
                            + " was cancelled by force and goes on");
            Runtime.getRuntime().halt(EXIT_CODE);
        };
    }

    /** The process is not only a worker, or may not end: the task goes on. */
    static ForcedEnd none(String reason) {
        return (worker, task) -> LOGGER.log(
                System.Logger.Level.WARNING,
                task.function() + " was cancelled by force and goes on: worker " + worker
                        + " does not end for it, because " + reason);
    }
}
