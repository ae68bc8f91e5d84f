package io.remex;

import io.remex.spi.TaskContextHolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a running task can know about itself. Valid on the task's thread, until the method returns. */
public interface TaskContext {

    /**
     * The task that runs on this thread.
     *
     * @throws IllegalStateException none does
     */
    static TaskContext current() {
        TaskContext context = TaskContextHolder.current();
        if (context == null) {
            throw new IllegalStateException("no Remex task runs on thread '"
                    + Thread.currentThread().getName() + "'; call TaskContext.current() inside a @Remote method,"
                    + " on the thread that called it");
        }
        return context;
    }

    /** The task's identity, the same in every attempt. */
    TaskId taskId();

    /** The attempt, from 1. */
    int attempt();

    /** The function's name. */
    String function();

    /** The node's name. */
    String node();

    /** The worker's name. */
    String worker();

    /**
     * Ids of the GPUs that the task may use, as {@code CUDA_VISIBLE_DEVICES} takes them; empty when it asked for none. No other
     * task uses one of them if this one asked for whole GPUs; it shares its one if it asked for a fraction.
     */
    List<String> gpuIds();

    /** Whether the task was cancelled, or its caller is gone: nobody waits for the result any more. */
    boolean isCancelled();

    /** When the task's time runs out, if it has a limit. */
    Optional<Instant> deadline();
}
