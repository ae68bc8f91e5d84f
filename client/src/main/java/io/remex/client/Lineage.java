package io.remex.client;

import io.remex.TaskOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What it takes to make a stored result again: the task's function, options and arguments. Used by the value as long as somebody holds
 * that, and by the lineage of values that were made from it. {@link Lineages} counts the uses and may give it up earlier.
 */
final class Lineage {
    private final Lineages log;
    private final long sequence;
    private final FunctionBinding<?> binding;
    private final TaskOptions options;
    private final byte[] inline;
    private final StoredArguments stored;
    private final List<ExportedRef<?>> exports;
    private final AtomicInteger attempts = new AtomicInteger();

    /** Of {@link Lineages}, and guarded by it. */
    int uses = 1;

    boolean isGivenUp;

    /** Of a task that has not been told of its outcome yet; holds nothing by itself, see {@link Lineages#keep}. */
    Lineage(Lineages log, TaskRef<?> task, byte[] inline, StoredArguments stored) {
        this.log = log;
        this.sequence = task.sequence();
        this.binding = task.binding();
        this.options = task.options();
        this.inline = inline;
        this.stored = stored;
        this.exports = task.exports();
    }

    long sequence() {
        return sequence;
    }

    FunctionBinding<?> binding() {
        return binding;
    }

    TaskOptions options() {
        return options;
    }

    /** The arguments, or those that are inline. */
    byte[] inline() {
        return inline;
    }

    /** What of the arguments is in the store; null if nothing is. */
    StoredArguments stored() {
        return stored;
    }

    List<ExportedRef<?>> exports() {
        return exports;
    }

    /** Counts an attempt to make the value again; returns whether it is one of the first {@code limit}. */
    boolean tryAgain(int limit) {
        return attempts.getAndUpdate(n -> n < limit ? n + 1 : n) < limit;
    }

    int attempts() {
        return attempts.get();
    }

    /** One more use; returns false if it was given up. */
    boolean use() {
        return log.use(this);
    }

    /** One use less. */
    void release() {
        log.release(this);
    }

    boolean isGivenUp() {
        return log.isGivenUp(this);
    }
}
