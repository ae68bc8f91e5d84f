package io.remex;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A handle of a value that exists, or will exist, somewhere in the system: the result of a task, or something that was
 * {@linkplain Remex#put put}. Thread safe. A handle belongs to the session that made it: after {@link Remex#shutdown()} its
 * methods fail with {@link RuntimeClosedException}, also when a new session has begun.
 *
 * @param <T> the value's type
 */
public non-sealed interface ObjectRef<T> extends Arg<T> {

    /** The identity of the object, known before the task was submitted. */
    ObjectId id();

    /**
     * Waits for the value. Inside a task the wait gives the task's slot back. Each call decodes the value anew, so that no two
     * callers share a mutable instance.
     *
     * @throws TaskFailedException the task's own code threw; the cause is the original where it can travel
     * @throws TaskCancelledException the task was cancelled
     * @throws TaskTimeoutException the task's time ran out
     * @throws WorkerLostException every attempt was lost with its worker
     * @throws OwnerLostException the process that owns the object is gone
     * @throws UnknownFunctionException no worker can run the task, and the configuration says not to wait for one
     * @throws RuntimeClosedException the session has ended
     */
    T get();

    /**
     * As {@link #get()}, for at most {@code timeout}.
     *
     * @throws GetTimeoutException the value was not there in time; the task goes on, call again or {@link #cancel()}
     */
    T get(Duration timeout);

    /** Whether the task has ended, in whatever way, so that {@link #get()} would not wait. Never blocks. */
    boolean isReady();

    /**
     * Cancels the task: one that has not begun never runs, one that runs is interrupted, and the outcome is
     * {@link TaskCancelledException}. A task that has ended keeps its outcome. Tasks that the task has submitted while it ran are
     * cancelled with it, and so are theirs.
     *
     * @return whether this call cancelled it
     */
    default boolean cancel() {
        return cancel(CancelOptions.defaults());
    }

    /**
     * As {@link #cancel()}, in another way.
     *
     * @return whether this call cancelled it
     */
    boolean cancel(CancelOptions options);

    /**
     * A future of the same outcome, exceptions included. Its dependents run on a thread of the runtime that is made for them; a
     * callback that blocks delays other callbacks, but no task. Cancelling the future does not cancel the task.
     */
    CompletableFuture<T> toCompletableFuture();

    /** Gives the value's memory back. Afterwards {@link #get()} fails with {@link ObjectLostException}. A task that still runs goes on. */
    void release();
}
