package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ErrorCode;
import io.remex.TaskOptions;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.spi.ChildTasks;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.SlotHolder;
import io.remex.spi.TaskContextHolder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way of a task from the user's call to its pool: on the submitting thread, or, for one that was held back or is tried again,
 * on whichever thread brought what it waited for. Keeps what one thread, one function and a held back task need.
 */
final class Submitter {
    /** Longer than that is no limit. */
    private static final long NO_TIMEOUT_NS = Waits.FOREVER_NS / 2;

    private final CallerRuntime runtime;
    private final PendingLimit limit;
    private final Map<FunctionDescriptor<?>, FunctionBinding<?>> bindings = new ConcurrentHashMap<>();
    private final Set<TaskRef<?>> heldBack = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Submission<?>> submissions = new ThreadLocal<>();

    Submitter(CallerRuntime runtime, PendingLimit limit) {
        this.runtime = runtime;
        this.limit = limit;
    }

    /** What is known of each function that was submitted. */
    Collection<FunctionBinding<?>> bindings() {
        return bindings.values();
    }

    /** The thread's own submission, or a fresh one while that is busy further up the stack. */
    @SuppressWarnings("unchecked") // a binding is made for its own descriptor, a submission for its binding
    <R> Submission<R> begin(FunctionDescriptor<R> function, TaskOptions options) {
        Submission<R> submission = (Submission<R>) submissions.get();
        if (submission == null || submission.isBusy()) {
            submission = new Submission<>(runtime);
            submissions.set(submission);
        }
        // a thread mostly submits the function that it submitted last
        FunctionBinding<R> binding = submission.binding();
        if (binding == null || binding.function() != function) {
            binding = (FunctionBinding<R>) bindings.computeIfAbsent(function, FunctionBinding::new);
        }
        if (options != null && options.bundle() != null) {
            runtime.session().groups().requireOpen(options.bundle());
        }
        return submission.begin(binding, function.defaults().overriddenBy(options));
    }

    /**
     * Makes the task of a submission, with its timer; waits for room, see {@link PendingLimit#reserve}.
     *
     * @param arguments null if the task gets them later
     */
    <R> TaskRef<R> newTask(
            FunctionBinding<R> binding, TaskOptions options, ValueOutput arguments, List<ExportedRef<?>> exports) {
        runtime.requireOpen();
        SlotHolder parent = TaskContextHolder.current() instanceof SlotHolder slot ? slot : null;
        long inheritedNs = parent == null ? NO_TIMEOUT_NS : parent.remainingNs();
        long timeoutNs = timeoutNs(options);
        limit.reserve();
        ChildTasks siblings = parent == null ? null : parent.children();
        TaskRef<R> task = new TaskRef<>(runtime, runtime.newSequence(), binding, options, exports, siblings);
        if (arguments != null) {
            task.arguments(arguments);
        }
        begin(task, timeoutNs, inheritedNs);
        if (siblings != null) {
            siblings.add(task);
        }
        return task;
    }

    /** Makes the task that makes a lost value again, with its timer; goes beyond the limit if need be, because others wait for it. */
    <R> Reconstruction<R> newReconstruction(
            FunctionBinding<R> binding, Lineage lineage, StoredArguments stored, StoredValue target) {
        limit.reserveBeyond();
        Reconstruction<R> task = new Reconstruction<>(runtime, binding, lineage, stored, target);
        begin(task, timeoutNs(lineage.options()), NO_TIMEOUT_NS);
        return task;
    }

    private void begin(TaskRef<?> task, long timeoutNs, long inheritedNs) {
        task.attempt = 1;
        if (!task.exports().isEmpty()) {
            runtime.objects().onExported(task.exports());
        }
        if (Math.min(timeoutNs, inheritedNs) < NO_TIMEOUT_NS) {
            beginTime(task, timeoutNs, inheritedNs);
        }
    }

    /** The task has as much time as its own timeout says, and not more than the task that submits it. */
    private void beginTime(TaskRef<?> task, long timeoutNs, long inheritedNs) {
        boolean isInherited = inheritedNs < timeoutNs;
        long limitNs = Math.max(1, Math.min(timeoutNs, inheritedNs));
        task.deadlineNs = runtime.nanoTime() + limitNs;
        task.timer = runtime.session()
                .schedule(
                        () -> task.abandon(
                                Failure.of(
                                        ErrorCode.TASK_TIMEOUT,
                                        task.description()
                                                + (isInherited
                                                        ? " had no outcome before the deadline of the task that submitted it"
                                                        : " had no outcome within its timeout of "
                                                                + task.options().timeout())),
                                CancelOptions.defaults()),
                        limitNs);
    }

    private static long timeoutNs(TaskOptions options) {
        long timeoutNs = Waits.timeoutNs(options.timeout());
        return timeoutNs == 0 ? NO_TIMEOUT_NS : timeoutNs;
    }

    /** A task whose arguments are complete goes on its way. */
    void submit(TaskRef<?> task) {
        FunctionBinding<?> binding = task.binding();
        LeasePool pool = binding.defaultPool();
        if (task.options() != binding.function().defaults()
                && !ResourceDemand.of(task.options()).equals(binding.defaultDemand())) {
            runtime.session().submitUnresolved(task, () -> {});
        } else if (pool == null || binding.hasUnresolved()) {
            binding.onUnresolved();
            runtime.session().submitUnresolved(task, binding::onResolved);
        } else {
            pool.submit(task);
        }
        onUnderWay(task);
    }

    /** A task whose attempt was lost goes on its way again. */
    void resubmit(TaskRef<?> task) {
        task.lane = null;
        runtime.session().submitUnresolved(task, () -> {});
        onUnderWay(task);
    }

    /** A task waits for references. */
    void onHeldBack(TaskRef<?> task) {
        heldBack.add(task);
        onUnderWay(task);
    }

    void onNoLongerHeldBack(TaskRef<?> task) {
        heldBack.remove(task);
    }

    /** The end of the session may have passed the task by: it was not yet where the end looks. */
    private void onUnderWay(TaskRef<?> task) {
        runtime.polling().onUnattended();
        if (runtime.isClosed()) {
            task.completeFailure(CallerRuntime.closedFailure());
        }
    }

    /** Called once for each task, by whoever set its outcome. */
    void onTaskCompleted(TaskRef<?> task) {
        limit.release();
        if (task.timer != null) {
            task.timer.cancel(false);
        }
    }

    /** The session has ended. */
    void failHeldBack(Failure failure) {
        heldBack.forEach(task -> task.completeFailure(failure));
    }

    /** How many tasks have no outcome; for tests. */
    int unfinishedCount() {
        return limit.unfinishedCount();
    }
}
