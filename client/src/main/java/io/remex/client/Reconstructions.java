package io.remex.client;

import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.ObjectLostException;
import io.remex.OwnerLostException;
import io.remex.RemexConfig;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.objectstore.ObjectView;
import io.remex.protocol.Failure;
import io.remex.spi.SizeText;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes stored results again that were lost with the process that kept them: their tasks run again, and before these the tasks of
 * arguments that were lost too. Bounded in depth and in the number of times for each value. Any thread.
 */
final class Reconstructions {
    private static final System.Logger LOGGER = System.getLogger(Reconstructions.class.getName());

    private final CallerRuntime runtime;
    private final Lineages lineages;
    private final int maxDepth;
    private final int maxAttempts;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Reconstructions(CallerRuntime runtime, RemexConfig config) {
        this.runtime = runtime;
        this.lineages = new Lineages(SizeText.parse(config.text(ConfigKey.STORE_LINEAGE_MEMORY)));
        this.maxDepth = config.integer(ConfigKey.STORE_RECONSTRUCTION_DEPTH);
        this.maxAttempts = config.integer(ConfigKey.STORE_RECONSTRUCTION_ATTEMPTS);
    }

    /** A task is about to get its stored result: keeps what that can be made again from. */
    void remember(TaskRef<?> task, StoredValue value) {
        if (task instanceof Reconstruction<?>) {
            return; // the value that it is for has its lineage
        }
        byte[] inline = task.inlineArguments();
        VarHandle.loadLoadFence(); // whoever ends the task sets the outcome first and then lets go of the arguments
        if (task.hasOutcome()) {
            return;
        }
        if (task.options().maxRetries() == 0) {
            value.whyNotAgain("its task has maxRetries=0");
        } else if (maxAttempts == 0) {
            value.whyNotAgain(ConfigKey.STORE_RECONSTRUCTION_ATTEMPTS.key() + " is 0");
        } else {
            Lineage lineage = new Lineage(lineages, task, inline, task.stored());
            if (lineages.keep(lineage)) {
                value.lineage(lineage);
            } else {
                value.whyNotAgain(givenUp());
            }
        }
    }

    private static String givenUp() {
        return "the arguments of its task were given up (" + ConfigKey.STORE_LINEAGE_MEMORY.key() + ")";
    }

    /**
     * The value of a reference could not be read: sees to it that it is made again.
     *
     * @return the task to wait for; when it has ended the value can be read, or reading says why not. Null: it can be read
     * @throws ObjectLostException it cannot be made again, and why
     * @throws OwnerLostException the process that owns it is gone
     */
    TaskRef<?> recover(AbstractRef<?> ref, Object value, ObjectLostException error) {
        if (!(value instanceof StoredHandle handle) || !handle.value().retain()) {
            throw error;
        }
        StoredValue stored = handle.value();
        try {
            if (stored.isOwn()) {
                throw new ObjectLostException(stored.whyNotAgain());
            }
            if (stored.isBorrowed() && stored.isHolderGone()) {
                throw new OwnerLostException(error.getMessage() + "; the process that owns it is gone");
            }
            return again(stored, 1);
        } catch (ObjectLostException e) {
            throw new ObjectLostException(error.getMessage() + "; it is not made again: " + e.getMessage());
        } finally {
            stored.release();
        }
    }

    /**
     * The task that makes a value again, begun now or before; null if there is a copy.
     *
     * @throws ObjectLostException why it cannot be made again
     */
    private TaskRef<?> again(StoredValue value, int depth) {
        Reconstruction<?> task = value.reconstruction(() -> newTask(value, depth));
        if (task != null && task.tryBegin()) {
            begun.incrementAndGet();
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the result of " + task.description() + " (" + task.id() + ") was lost and is made again: time "
                            + value.lineage().attempts() + " of at most " + maxAttempts);
            sendWhenThere(task, depth);
        }
        return task;
    }

    private Reconstruction<?> newTask(StoredValue value, int depth) {
        Lineage lineage = value.lineage();
        if (lineage == null) {
            throw new ObjectLostException(value.whyNotAgain());
        }
        if (lineage.isGivenUp()) {
            throw new ObjectLostException(givenUp());
        }
        if (depth > maxDepth) {
            throw new ObjectLostException(
                    "more than " + maxDepth + " tasks would have to run again one after the other ("
                            + ConfigKey.STORE_RECONSTRUCTION_DEPTH.key() + ")");
        }
        if (!lineage.tryAgain(maxAttempts)) {
            throw new ObjectLostException("its task ran again " + maxAttempts + " times already ("
                    + ConfigKey.STORE_RECONSTRUCTION_ATTEMPTS.key() + ")"
                    + (value.whyNotAgain() == null ? "" : "; " + value.whyNotAgain()));
        }
        StoredArguments stored =
                lineage.stored() == null ? null : lineage.stored().again();
        if (lineage.stored() != null && stored == null) {
            throw new ObjectLostException("an argument of its task is gone");
        }
        return runtime.submitter().newReconstruction(lineage.binding(), lineage, stored, value);
    }

    /** A worker did not find stored arguments of a task: it runs again when they are there, which does not count as a retry. Any thread. */
    void onArgumentsLost(TaskRef<?> task, Failure failure) {
        task.lane = null;
        StoredArguments stored = task.stored();
        int times = stored == null ? 0 : stored.onLost();
        if (stored == null || times > maxAttempts) {
            task.completeFailure(failure);
            return;
        }
        runtime.session().execute(() -> {
            stored.values().forEach(value -> look(value, times > 1));
            sendWhenThere(task, 0);
        });
    }

    /**
     * Notices whether a value is lost. That it can be read here proves nothing if workers do not find it again and again: what this
     * process has mapped outlives the files of a process that died.
     */
    private void look(StoredValue value, boolean isDoubted) {
        ObjectDescriptor copy = value.descriptor();
        if (isDoubted || value.isHolderGone()) {
            value.onLost(copy);
            return;
        }
        try (ObjectView view = runtime.store().view(copy)) {
            view.requireValid();
        } catch (ObjectLostException e) {
            value.onLost(copy);
        }
    }

    /** Sends a task, which has a hold on its arguments, once all of them are there. */
    void sendWhenThere(TaskRef<?> task, int depth) {
        StoredArguments stored = task.stored();
        if (stored == null || stored.areThere()) {
            send(task, stored);
            return;
        }
        List<TaskRef<?>> awaited = new ArrayList<>();
        try {
            for (StoredValue value : stored.values()) {
                TaskRef<?> made = value.isThere() ? null : again(value, depth + 1);
                if (made != null) {
                    awaited.add(made);
                }
            }
        } catch (ObjectLostException e) {
            task.completeFailure(Failure.of(
                    ErrorCode.OBJECT_LOST,
                    "an argument of " + task.description() + " is lost and not made again: " + e.getMessage()));
            return;
        }
        if (awaited.isEmpty()) {
            send(task, stored);
            return;
        }
        runtime.submitter().onHeldBack(task);
        AtomicInteger missing = new AtomicInteger(awaited.size());
        for (TaskRef<?> argument : awaited) {
            argument.listen(new ReadyListener() {
                @Override
                void onReady(Object outcome) {
                    if (missing.decrementAndGet() == 0) {
                        // not here: this may be inside a poll, and a chain of them is long
                        runtime.session().execute(() -> onArgumentsMade(task));
                    }
                }
            });
        }
    }

    private void onArgumentsMade(TaskRef<?> task) {
        runtime.submitter().onNoLongerHeldBack(task);
        StoredArguments stored = task.stored();
        for (StoredValue value : stored.values()) {
            if (!value.isThere()) {
                task.completeFailure(Failure.of(
                        ErrorCode.OBJECT_LOST,
                        "an argument of " + task.description() + " is lost and was not made again: "
                                + value.whyNotAgain()));
                return;
            }
        }
        send(task, stored);
    }

    private void send(TaskRef<?> task, StoredArguments stored) {
        if (stored != null && stored.retain()) {
            try {
                stored.refresh();
            } finally {
                stored.release();
            }
        }
        if (!task.hasOutcome()) {
            runtime.submitter().resubmit(task);
        }
    }

    /** Before anybody else hears of it. */
    void onEnded(Reconstruction<?> task) {
        StoredValue made = null;
        if (task.valueOrNull() instanceof StoredHandle handle && handle.value().retain()) {
            made = handle.value();
        } else {
            failed.incrementAndGet();
            Failure failure = task.failureOrNull();
            task.target()
                    .whyNotAgain(
                            failure == null
                                    ? "what was made again is gone already"
                                    : "making it again failed: " + failure.message());
        }
        task.target().onReconstructed(made);
        task.release(); // the value that it was for has the copy
    }

    /** How many values were, or are, made again. */
    long begunCount() {
        return begun.get();
    }

    /** How often that failed. */
    long failedCount() {
        return failed.get();
    }

    Lineages lineages() {
        return lineages;
    }
}
