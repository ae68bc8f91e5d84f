package io.remex.worker;

import io.remex.CancelOptions;
import io.remex.TaskContext;
import io.remex.TaskId;
import io.remex.spi.ChildTasks;
import io.remex.spi.SlotHolder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The task that a slot runs, as user code and cancellers see it. One instance a slot, filled anew for each task.
 *
 * <p>Cancelling interrupts the slot's thread only while it is inside user code: {@code phase} goes idle → running → idle on the
 * slot's thread, and running → held → cancelled on a canceller's, or back to running when it was another task that was
 * meant; while the phase is held the slot does not get past the end of its task.
 */
final class RunningTask implements TaskContext, SlotHolder {
    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int HELD = 2;
    private static final int CANCELLED = 3;
    /** Of a task that nobody has forced. */
    static final long NEVER = Long.MAX_VALUE;

    private static final VarHandle PHASE;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(RunningTask.class, "phase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Slot slot;
    private final Lane lane;
    private volatile int phase = IDLE;
    private volatile long laneSequence = -1;
    private volatile boolean cancelled;
    /** How its children are cancelled; null while they are not. */
    private volatile CancelOptions childrenCancelled;
    /** When a task that was cancelled by force has had its time. */
    private volatile long forceDueNs = NEVER;
    /** Of this run of the task; null until it submits one. */
    private volatile ChildTasks children;

    private long taskSequence;
    private int attempt;
    private String function;
    private long remainingNs;
    private long startNs;

    RunningTask(Slot slot, Lane lane) {
        this.slot = slot;
        this.lane = lane;
    }

    /** Slot thread: a task begins. */
    void begin(long newLaneSequence, long newTaskSequence, int newAttempt, String newFunction, long newRemainingNs) {
        taskSequence = newTaskSequence;
        attempt = newAttempt;
        function = newFunction;
        remainingNs = newRemainingNs;
        startNs = newRemainingNs == Long.MAX_VALUE ? 0 : lane.engine().threads().nanoTime();
        cancelled = false;
        if (children != null) {
            children = null;
        }
        childrenCancelled = null;
        if (forceDueNs != NEVER) {
            forceDueNs = NEVER;
        }
        laneSequence = newLaneSequence;
        PHASE.setRelease(this, RUNNING);
    }

    /** Slot thread: user code has returned. Afterwards no canceller touches the thread, and it is not interrupted. */
    void end() {
        while (!PHASE.compareAndSet(this, RUNNING, IDLE)) {
            if (PHASE.compareAndSet(this, CANCELLED, IDLE)) {
                break;
            }
            Thread.onSpinWait();
        }
        laneSequence = -1;
        Thread.interrupted(); // by a canceller, or by user code: it is no business of the next task
    }

    /** Any thread: which task runs; -1 if none does. */
    long laneSequence() {
        return laneSequence;
    }

    /**
     * Any thread: cancels the task if it is this one, and what it has submitted if asked; by force also one that was cancelled before.
     * Returns whether it did.
     *
     * @param dueNs when a task that is cancelled by force has had its time; else {@link #NEVER}
     */
    boolean cancel(long wantedLaneSequence, SlotThread thread, CancelOptions how, long dueNs) {
        if (laneSequence != wantedLaneSequence) {
            return false;
        }
        int before = PHASE.compareAndSet(this, RUNNING, HELD) ? RUNNING : CANCELLED;
        if (before == CANCELLED && !(how.force() && PHASE.compareAndSet(this, CANCELLED, HELD))) {
            return false;
        }
        boolean same = laneSequence == wantedLaneSequence;
        if (same) {
            if (forceDueNs == NEVER) {
                forceDueNs = dueNs;
            }
            cancel(thread, how);
        }
        phase = same ? CANCELLED : before;
        return same;
    }

    /** Any thread: cancels whatever runs. */
    void cancelAny(SlotThread thread) {
        if (PHASE.compareAndSet(this, RUNNING, HELD)) {
            cancel(thread, CancelOptions.defaults());
            phase = CANCELLED;
        }
    }

    /** While the phase keeps the slot from going on to another task. */
    private void cancel(SlotThread thread, CancelOptions how) {
        cancelled = true;
        if (how.recursive()) {
            childrenCancelled = how;
            ChildTasks current = children; // one that comes later looks at the field
            if (current != null) {
                lane.engine().cancelChildren(current, how);
            }
        }
        thread.interrupt();
    }

    /** Any thread: whether a task runs that was cancelled by force, and whose time is not over yet. */
    boolean isForced() {
        return laneSequence >= 0 && forceDueNs != NEVER;
    }

    /** Control agent: whether the time of a task that was cancelled by force is over; true once. */
    boolean isForceDue(long nowNs) {
        long dueNs = forceDueNs;
        if (dueNs == NEVER || nowNs - dueNs < 0) {
            return false;
        }
        int before = PHASE.compareAndSet(this, CANCELLED, HELD) ? CANCELLED : IDLE;
        if (before == IDLE) {
            return false;
        }
        boolean same = forceDueNs == dueNs; // or the slot has gone on to another task, which nobody has forced
        if (same) {
            forceDueNs = NEVER;
        }
        phase = before;
        return same;
    }

    /** Whether this task itself was cancelled. */
    boolean wasInterrupted() {
        return cancelled;
    }

    @Override
    public TaskId taskId() {
        return new TaskId(lane.callerId(), taskSequence);
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public String function() {
        return function;
    }

    @Override
    public String node() {
        return lane.engine().nodeId();
    }

    @Override
    public String worker() {
        return lane.engine().workerName();
    }

    @Override
    public List<String> gpuIds() {
        return lane.spec().gpuIds();
    }

    @Override
    public boolean isCancelled() {
        return cancelled || lane.isClosed();
    }

    @Override
    public Optional<Instant> deadline() {
        long leftNs = remainingNs();
        return leftNs == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Instant.now().plus(Duration.ofNanos(leftNs)));
    }

    @Override
    public long remainingNs() {
        return remainingNs == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : remainingNs - (lane.engine().threads().nanoTime() - startNs);
    }

    @Override
    public long giveBack() {
        slot.giveBack();
        return lane.spec().lease();
    }

    @Override
    public ChildTasks children() {
        ChildTasks current = children;
        if (current == null) {
            current = new ChildTasks();
            children = current;
            CancelOptions how = childrenCancelled;
            if (how != null) {
                current.cancel(how);
            }
        }
        return current;
    }

    @Override
    public void takeAgain() {
        slot.takeAgain();
    }
}
