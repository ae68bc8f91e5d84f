package io.remex.system.functions;

import io.remex.Remote;
import io.remex.TaskContext;
import io.remex.TaskId;
import io.remex.TaskOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Functions that tell what a task can know about itself. */
public final class Contexts {
    private Contexts() {}

    /**
     * What {@link TaskContext} said.
     *
     * @param remaining time until the deadline, or null without one
     */
    public record Seen(
            long owner,
            long sequence,
            int attempt,
            String function,
            String node,
            String worker,
            List<String> gpuIds,
            boolean cancelled,
            Duration remaining,
            long pid,
            String thread) {}

    /** How much time a task has that this one submits with so much of its own; null without a deadline. */
    @Remote
    public static Duration remainingOfChild(Duration timeout) {
        return ContextsRemote.look(TaskOptions.none().timeout(timeout)).get().remaining();
    }

    @Remote(name = "look-around")
    public static Seen look() {
        TaskContext context = TaskContext.current();
        TaskId id = context.taskId();
        return new Seen(
                id.owner(),
                id.sequence(),
                context.attempt(),
                context.function(),
                context.node(),
                context.worker(),
                context.gpuIds(),
                context.isCancelled(),
                context.deadline()
                        .map(deadline -> Duration.between(Instant.now(), deadline))
                        .orElse(null),
                ProcessHandle.current().pid(),
                Thread.currentThread().getName());
    }
}
