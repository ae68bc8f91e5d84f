package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ErrorCode;
import io.remex.ObjectId;
import io.remex.ValueCodecException;
import io.remex.codec.ValueInput;
import io.remex.protocol.Failure;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.FunctionDescriptor;
import io.remex.transport.ControlPublisher;
import io.remex.transport.DataPlane;
import io.remex.transport.ItemWindow;
import io.remex.transport.ResultAdapter;
import io.remex.transport.TaskPart;
import io.remex.transport.TaskPublisher;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * The caller's end of a lane: sends tasks, polls results, knows what is in flight. Data plane.
 *
 * <p>Two single writers: whoever holds the lock of the pool sends ({@code sentCount}, {@code sentCostNs}), whoever holds the
 * poll lock takes results ({@code doneCount}, {@code doneCostNs}). A task's place in {@code inFlight} is its lane sequence modulo
 * the table; a sequence whose place is still taken by a long task is passed over.
 */
final class CallerLane implements ResultAdapter.ResultHandler {
    /** The most run time that may be in flight for each slot: what a task may have to wait behind others. */
    private static final long SLOT_BUDGET_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int SLOT_WINDOW_WHILE_WAITING = 2;
    private static final int TABLE_LENGTH = 1 << 15;
    private static final int MAX_IN_FLIGHT = TABLE_LENGTH / 2;
    private static final int POLL_LIMIT = 256;

    private final CallerRuntime runtime;
    private final LeasePool pool;
    private final long lease;
    private final String worker;
    private final TaskPublisher taskPublisher;
    private final ResultAdapter resultAdapter;
    private final ControlPublisher controlPublisher;
    private final WorkerLink link;
    private final AtomicReferenceArray<TaskRef<?>> inFlight = new AtomicReferenceArray<>(TABLE_LENGTH);
    private final AtomicBoolean pollLock = new AtomicBoolean();
    private final AtomicLong sentCount = new AtomicLong();
    private final AtomicLong sentCostNs = new AtomicLong();
    private final AtomicLong doneCount = new AtomicLong();
    private final AtomicLong doneCostNs = new AtomicLong();
    /** Tasks in flight that wait in a {@code get} in this very process and have been replaced by the worker. */
    private final AtomicInteger waitingTasks = new AtomicInteger();

    private final LaneDelivery delivery;
    private final ValueInput failureInput = new ValueInput();
    private final int slotWindow;
    /** Where small arguments pass; with the pool's lock. */
    private final byte[] smallArguments = new byte[TaskRef.SMALL_BYTES];
    /** Where small results pass; with the poll lock. */
    private final byte[] smallResult = new byte[TaskRef.SMALL_BYTES];

    private long nextSequence;
    private volatile int slots;
    private volatile boolean isOpen;
    private volatile boolean isRevoked;
    private volatile long lastBusyNs;
    private final AtomicLong lateResults = new AtomicLong();

    /** Adds the streams; control thread only. */
    CallerLane(
            CallerRuntime runtime,
            LeasePool pool,
            DataPlane dataPlane,
            WorkerLink link,
            GrantedLease granted,
            int slotWindow) {
        this.link = link;
        this.runtime = runtime;
        this.pool = pool;
        this.lease = granted.lease();
        this.worker = granted.worker();
        this.slots = granted.slots();
        this.slotWindow = slotWindow;
        this.resultAdapter = new ResultAdapter(dataPlane, granted.workerNode(), granted.resultStreamId(), this);
        this.taskPublisher = new TaskPublisher(dataPlane, granted.workerNode(), granted.taskStreamId());
        this.controlPublisher = link.publisher();
        this.delivery = new LaneDelivery(runtime, link, controlPublisher, () -> nextSequence);
        this.lastBusyNs = runtime.nanoTime();
    }

    long lease() {
        return lease;
    }

    String worker() {
        return worker;
    }

    /** The worker's process. */
    WorkerLink link() {
        return link;
    }

    LeasePool pool() {
        return pool;
    }

    /** The way back to the worker for outcomes of references. */
    CallerLaneDelivery delivery() {
        return delivery;
    }

    /** Control thread: whether both streams have found their other half. */
    boolean isReady() {
        return taskPublisher.isReady() && resultAdapter.isConnected() && controlPublisher.isConnected();
    }

    /** Whether the worker's ends of the lane's streams are there. */
    boolean isConnected() {
        return taskPublisher.isConnected() && resultAdapter.isConnected();
    }

    /** Control thread: tasks may be sent. */
    void open() {
        isOpen = true;
    }

    boolean isOpen() {
        return isOpen;
    }

    /**
     * Control thread: the scheduler wants the lease back. Tasks of this process that wait on it end only when the tasks that they
     * wait for have run: these still go to it, one at a time, until none waits.
     */
    void revoke() {
        isRevoked = true;
    }

    /** Control thread, with the pool's lock: nothing is sent any more; results still come. */
    void stopSending() {
        isOpen = false;
    }

    int slots() {
        return slots;
    }

    void slots(int newSlots) {
        slots = newSlots;
    }

    int inFlightCount() {
        return (int) (sentCount.get() - doneCount.get());
    }

    /** Whether nothing is in flight and no reference that travelled on it waits for its outcome. */
    boolean isQuiet() {
        return inFlightCount() == 0 && !delivery.isPinned();
    }

    boolean isPinned() {
        return delivery.isPinned();
    }

    long lastBusyNs() {
        return lastBusyNs;
    }

    void onBusy(long nowNs) {
        lastBusyNs = nowNs;
    }

    /** Tasks in flight began or ended a wait in this process. */
    void onWaiting(int change) {
        waitingTasks.addAndGet(change);
    }

    /** Messages dropped because nobody waited for them, or because they were not what was sent. */
    long lateResults() {
        return lateResults.get();
    }

    /** Pool lock: how much run time is in flight for each slot; the least loaded lane is used first. */
    long loadNs() {
        return (sentCostNs.get() - doneCostNs.get()) / Math.max(1, slots);
    }

    /** Pool lock: whether the bound of what may be in flight allows another task that takes so long. */
    boolean hasRoom(int costNs) {
        int waiting = waitingTasks.get();
        boolean isDraining = isRevoked && waiting > 0;
        int currentSlots = isDraining ? 1 : slots;
        int count = inFlightCount() - waiting;
        if (!isOpen && !isDraining || count >= Math.min((long) currentSlots * slotWindow, MAX_IN_FLIGHT)) {
            return false;
        }
        if (waiting > 0) {
            // what the waiting ones cost is unknown, and their children should not queue behind much
            return count < currentSlots * SLOT_WINDOW_WHILE_WAITING;
        }
        return count < currentSlots || sentCostNs.get() - doneCostNs.get() + costNs <= currentSlots * SLOT_BUDGET_NS;
    }

    /** Pool lock: sends a task; returns false if the stream has no room now. */
    boolean send(TaskRef<?> task, long nowNs) {
        byte[] arguments = task.largeArguments();
        int argumentsLength;
        if (arguments == null) {
            arguments = smallArguments;
            argumentsLength = task.copySmall(arguments);
        } else {
            argumentsLength = arguments.length;
        }
        VarHandle.loadLoadFence(); // whoever ends the task sets the outcome first and then lets go of the arguments
        if (task.hasOutcome()) {
            return true; // nobody waits for it any more: as good as sent
        }
        StoredArguments stored = task.stored();
        if (stored != null && !stored.retain()) {
            return true;
        }
        long sequence = nextSequence;
        while (inFlight.getAcquire(place(sequence)) != null) {
            sequence++;
        }
        int place = place(sequence);
        FunctionDescriptor<?> function = task.binding().function();
        task.laneSequence = sequence;
        task.costNs = task.binding().estimateNs();
        task.lane = this;
        inFlight.setRelease(place, task);
        // counted before it is sent, so that its result never makes the count negative
        sentCount.lazySet(sentCount.getPlain() + 1);
        sentCostNs.lazySet(sentCostNs.getPlain() + task.costNs);
        long remainingNs = task.deadlineNs == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(1, task.deadlineNs - nowNs);
        long position = taskPublisher.send(
                sequence,
                task.sequence(),
                function.functionId(),
                function.fingerprint(),
                remainingNs,
                task.attempt,
                stored == null ? TaskPart.NONE : stored.parts(),
                arguments,
                argumentsLength);
        if (position <= 0) {
            if (stored != null) {
                stored.release();
            }
            inFlight.setRelease(place, null);
            sentCount.lazySet(sentCount.getPlain() - 1);
            sentCostNs.lazySet(sentCostNs.getPlain() - task.costNs);
            task.lane = null;
            return false;
        }
        nextSequence = sequence + 1;
        if (!task.exports().isEmpty()) {
            export(task);
        }
        return true;
    }

    private static int place(long sequence) {
        return (int) sequence & TABLE_LENGTH - 1;
    }

    private void export(TaskRef<?> task) {
        for (ExportedRef<?> export : task.exports()) {
            delivery.pin();
            export.deliverWhenReady(delivery, delivery::unpin);
        }
    }

    /** Any thread: takes what results there are; returns how many, or -1 if another thread does so now. */
    int poll() {
        if (pollLock.get() || !pollLock.compareAndSet(false, true)) {
            return -1;
        }
        try {
            return resultAdapter.poll(POLL_LIMIT);
        } finally {
            pollLock.setRelease(false);
        }
    }

    @Override
    public void onResult(
            long laneSequence,
            long taskSequence,
            long runNs,
            OutcomeKind outcome,
            DirectBuffer buffer,
            int offset,
            int length) {
        int place = place(laneSequence);
        TaskRef<?> task = inFlight.getAcquire(place);
        if (task == null || task.laneSequence != laneSequence || task.sequence() != taskSequence) {
            lateResults.incrementAndGet();
            if (outcome == OutcomeKind.STORED) {
                onStored(payload(buffer, offset, length), StoredValue::release);
            }
            return;
        }
        inFlight.setRelease(place, null);
        doneCostNs.lazySet(doneCostNs.getPlain() + task.costNs);
        doneCount.lazySet(doneCount.getPlain() + 1);
        if (runNs >= 0) {
            task.binding().onMeasured(runNs);
        }
        StoredArguments stored = task.stored();
        if (stored != null) {
            stored.release();
        }
        if (outcome == OutcomeKind.VALUE && task instanceof Reconstruction<?> again) {
            again.completeInline(payload(buffer, offset, length));
            return;
        }
        if (outcome == OutcomeKind.VALUE
                && length <= TaskRef.SMALL_BYTES
                && !task.binding().bringsReferences()
                && task.items() == null) {
            buffer.getBytes(offset, smallResult, 0, length);
            task.completeSmall(smallResult, length);
            return;
        }
        byte[] payload = payload(buffer, offset, length);
        switch (outcome) {
            case VALUE -> {
                Failure wrong = task.items() == null ? null : checkItems(task.items(), payload);
                if (wrong != null) {
                    task.completeFailure(wrong);
                    return;
                }
                if (task.binding().bringsReferences()) {
                    runtime.values().borrowReferences(task, payload, delivery);
                }
                task.completeValue(payload);
            }
            case STORED -> {
                if (!onStored(payload, value -> completeStored(task, value))) {
                    onFailure(
                            task, Failure.of(ErrorCode.VALUE_CODEC, "worker " + worker + " sent a damaged descriptor"));
                }
            }
            case FAILURE -> onFailure(task, failure(payload));
            default -> onFailure(task, Failure.of(ErrorCode.VALUE_CODEC, "an outcome of unknown kind " + outcome));
        }
    }

    private Failure checkItems(TaskItems items, byte[] payload) {
        try {
            ValueInput in = new ValueInput().wrap(payload, null);
            long count = in.getLong();
            in.requireEnd();
            return items.check(count);
        } catch (ValueCodecException e) {
            return Failure.of(ErrorCode.VALUE_CODEC, "worker " + worker + " sent a damaged number of results");
        }
    }

    @Override
    public void onItem(
            long laneSequence,
            long taskSequence,
            long index,
            OutcomeKind outcome,
            DirectBuffer buffer,
            int offset,
            int length) {
        TaskRef<?> task = inFlight.getAcquire(place(laneSequence));
        boolean isExpected = task != null && task.laneSequence == laneSequence && task.sequence() == taskSequence;
        TaskItems items = isExpected ? task.items() : null;
        byte[] payload = payload(buffer, offset, length);
        if (items == null) {
            lateResults.incrementAndGet();
            if (outcome == OutcomeKind.STORED) {
                onStored(payload, StoredValue::release);
            }
        } else if (outcome == OutcomeKind.VALUE) {
            onItem(task, items.onItem(this, index, payload, length));
        } else if (outcome != OutcomeKind.STORED
                || !onStored(payload, value -> onStoredItem(task, items, index, value))) {
            onItem(task, "an item that is neither value nor object");
        }
    }

    private void onStoredItem(TaskRef<?> task, TaskItems items, long index, StoredValue value) {
        value.whyNotAgain(
                "it is one of several results of a task, which are not made again one by one; submit the task again");
        onItem(task, items.onItem(this, index, value, value.length()));
    }

    /** A task whose worker does not keep to the protocol ends. */
    private void onItem(TaskRef<?> task, String wrong) {
        if (wrong != null) {
            lateResults.incrementAndGet();
            task.abandon(
                    Failure.of(ErrorCode.VALUE_CODEC, "worker " + worker + " sent " + wrong), CancelOptions.defaults());
        }
    }

    private static byte[] payload(DirectBuffer buffer, int offset, int length) {
        byte[] payload = new byte[length];
        buffer.getBytes(offset, payload);
        return payload;
    }

    private boolean onStored(byte[] payload, Consumer<StoredValue> consumer) {
        StoredValue value;
        try {
            value = link.adopt(payload);
        } catch (ValueCodecException e) {
            return false;
        }
        consumer.accept(value);
        return true;
    }

    private void completeStored(TaskRef<?> task, StoredValue value) {
        runtime.reconstructions().remember(task, value);
        if (task.completeStored(value) && task.binding().bringsReferences()) {
            runtime.values().borrowReferences(task, task.valueOrNull(), delivery);
        }
    }

    private void onFailure(TaskRef<?> task, Failure failure) {
        if (task.hasOutcome()) {
            return;
        }
        if (failure.code() == ErrorCode.TASK_CANCELLED) {
            // nobody here cancelled it: the worker is closing the lane
            pool.retryOrFail(task, ErrorCode.WORKER_LOST, "worker " + worker + " stopped while it ran the task");
        } else if (failure.code() == ErrorCode.OBJECT_LOST) {
            runtime.reconstructions().onArgumentsLost(task, failure);
        } else if (failure.isOneOf(task.options().retryOn())) {
            pool.retryOrFail(task, failure);
        } else {
            task.completeFailure(failure);
        }
    }

    private Failure failure(byte[] payload) {
        try {
            return Failure.decode(failureInput.wrap(payload, null));
        } catch (ValueCodecException e) {
            return Failure.of(ErrorCode.VALUE_CODEC, "worker " + worker + " sent a damaged failure: " + e.getMessage());
        }
    }

    @Override
    public void onObjectValue(long owner, long sequence, OutcomeKind outcome, byte[] payload) {
        ObjectId id = new ObjectId(owner, sequence);
        if (outcome != OutcomeKind.STORED) {
            runtime.objects().onOutcome(id, outcome == OutcomeKind.VALUE ? payload : Values.decodeFailure(payload));
        } else if (!onStored(payload, value -> runtime.objects().onOutcome(id, value))) {
            lateResults.incrementAndGet();
        }
    }

    /** Control thread: tells the worker that nobody wants a result any more, unless it is here already. */
    void sendCancel(long laneSequence, long taskSequence, CancelOptions how) {
        TaskRef<?> task = inFlight.getAcquire(place(laneSequence));
        if (task == null || task.laneSequence != laneSequence) {
            return;
        }
        delivery.sendCancel(lease, laneSequence, taskSequence, how);
    }

    /** Control thread: tells the worker how far a task may go ahead with its items. */
    void sendCredit(long laneSequence, long taskSequence, ItemWindow window) {
        delivery.sendCredit(lease, laneSequence, taskSequence, window);
    }

    /** Control thread: takes back what was lent for tasks that have all ended. */
    void endLoans() {
        if (!delivery.hasLoans()) {
            return;
        }
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < TABLE_LENGTH; i++) {
            TaskRef<?> task = inFlight.getAcquire(i);
            if (task != null) {
                oldest = Math.min(oldest, task.laneSequence);
            }
        }
        delivery.endLoans(oldest);
    }

    /** Control thread: the lane is over. Takes the last results, closes the streams and returns what had none. */
    List<TaskRef<?>> close() {
        while (!pollLock.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
        // the poll lock is kept for good: nobody polls a closed stream
        List<TaskRef<?>> lost = new ArrayList<>();
        while (resultAdapter.poll(POLL_LIMIT) > 0) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < TABLE_LENGTH; i++) {
            TaskRef<?> task = inFlight.getAndSet(i, null);
            if (task != null) {
                StoredArguments stored = task.stored();
                if (stored != null) {
                    stored.release();
                }
                lost.add(task);
            }
        }
        doneCount.set(sentCount.get());
        doneCostNs.set(sentCostNs.get());
        isRevoked = false;
        delivery.close();
        resultAdapter.close();
        taskPublisher.close();
        return lost;
    }
}
