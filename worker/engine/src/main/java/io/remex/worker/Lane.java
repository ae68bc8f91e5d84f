package io.remex.worker;

import io.remex.CancelOptions;
import io.remex.ObjectId;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.ObjectExchange;
import io.remex.spi.ReferenceCarrier;
import io.remex.transport.DataPlane;
import io.remex.transport.ItemWindow;
import io.remex.transport.ResultPublisher;
import io.remex.transport.TaskAdapter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One caller's way into this worker: a task stream, a result stream, and the slots that serve them.
 *
 * <p>The slot that holds the poll lock reads; the others find it taken and wait their turn. What {@link #take} does is data
 * plane. Membership (slots, blocked, closed) changes under the monitor of the lane, rarely; its flags are volatile for the slots
 * to read.
 */
final class Lane {
    private static final int MAX_CANCELLED_BEFORE_START = 65_536;
    /** A cancel so many sendings behind came too late: its task has ended. More than a caller has in flight on a lane. */
    private static final long CANCEL_HORIZON = 32_768;

    private static final long DELIVERY_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);

    /** For how long slots beside waiting ones have nothing to do before their capacity is others'. */
    private static final long IDLE_BESIDE_WAITING_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final WorkerEngine engine;
    private final LaneSpec spec;
    private final LaneListener listener;
    private final TaskAdapter taskAdapter;
    private final ResultPublisher resultPublisher;
    private final ObjectExchange.Delivery delivery;
    private final ReferenceCarrier references;
    private final AtomicBoolean pollLock = new AtomicBoolean();
    private final Queue<TaskBatch.HandedBackTask> handedBack = new ConcurrentLinkedQueue<>();
    private final AtomicLong resultsDropped = new AtomicLong();

    /**
     * Whether the tasks come from this very process: from tasks of this worker, or from the program that embeds it. A slot that
     * waits is then replaced here at once, without a word to the scheduler: what it waits for is most likely on this lane. Only
     * when it is not, the scheduler hears of it, see {@link #tellIdleSlots}.
     */
    private final boolean isOwn;

    private final List<Slot> slots = new ArrayList<>();
    /** What was cancelled before it began, the oldest first, and how. */
    private final Map<Long, CancelOptions> cancelledBeforeStart = new LinkedHashMap<>();

    private int wantedSlots;
    private int reportedSlots;
    private boolean isResizeAsked;
    private int blockedSlots;
    /** What the scheduler knows of them. */
    private int toldBlocked;

    private long idleSinceNs;
    private volatile boolean isSomeBlocked;
    private int slotsStarted;
    private long cancelsForgottenAt;
    private volatile boolean hasSurplus;
    private volatile boolean hasCancelled;
    private volatile boolean hasForced;
    private volatile boolean isClosed;
    private volatile boolean isSingle;

    /** Opens both streams; takes some milliseconds; control thread only. */
    Lane(WorkerEngine engine, DataPlane dataPlane, LaneSpec spec, LaneListener listener) {
        this.engine = engine;
        this.spec = spec;
        this.listener = listener;
        this.taskAdapter = new TaskAdapter(dataPlane, spec.callerNode(), spec.taskStreamId());
        this.resultPublisher = new ResultPublisher(dataPlane, spec.callerNode(), spec.resultStreamId());
        this.delivery = this::deliver;
        this.references = engine.carrier(delivery);
        this.isOwn = engine.isOwnCaller(spec.caller());
        this.reportedSlots = spec.slots();
    }

    WorkerEngine engine() {
        return engine;
    }

    long callerId() {
        return spec.caller();
    }

    LaneSpec spec() {
        return spec;
    }

    ReferenceCarrier references() {
        return references;
    }

    ResultPublisher.Sender newSender() {
        return resultPublisher.newSender();
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Slot: takes tasks into an empty batch; returns how many. Never blocks. */
    int take(TaskBatch batch) {
        TaskBatch.HandedBackTask task = handedBack.poll();
        if (task != null) {
            batch.set(task);
            return 1;
        }
        if (!pollLock.compareAndSet(false, true)) {
            return 0;
        }
        try {
            // a second slot could run what a batch would keep waiting, so only a lone slot takes more than one
            taskAdapter.poll(batch, isSingle ? TaskBatch.MAX_TASKS : 1);
        } finally {
            pollLock.setRelease(false);
        }
        return batch.size();
    }

    void handBack(TaskBatch.HandedBackTask task) {
        handedBack.add(task);
    }

    /** Control thread: starts or asks to leave as many slots as it takes to have {@code wanted}. */
    synchronized void resize(int wanted) {
        wantedSlots = wanted;
        isResizeAsked = slotsStarted > 0;
        grow();
    }

    private void grow() {
        if (isClosed) {
            return;
        }
        while (slots.size() < wantedThreads()) {
            Slot slot = new Slot(this, "remex-slot-" + spec.lease() + '-' + slotsStarted++);
            slots.add(slot);
            slot.start();
        }
        settle();
    }

    /**
     * How many threads it takes to have the wanted slots. On an own lane every waiting slot is replaced. On another caller's lane a
     * waiting slot is free for others; only when all of its slots wait a reserve is kept, because tasks that are in the stream
     * already are run by nobody else, and the waiting ones may wait for just those.
     */
    private int wantedThreads() {
        if (isOwn) {
            return wantedSlots + blockedSlots;
        }
        return blockedSlots == 0 ? wantedSlots : Math.max(wantedSlots, blockedSlots + 1);
    }

    /** How many slots the lane has in the eyes of the scheduler. */
    private int countedSlots() {
        if (isOwn) {
            return Math.max(wantedSlots, slots.size() - blockedSlots);
        }
        boolean hasReserve = slots.size() > wantedSlots && slots.size() == blockedSlots + 1;
        return hasReserve ? slots.size() - 1 : slots.size();
    }

    private void settle() {
        hasSurplus = slots.size() > wantedThreads();
        isSingle = slots.size() == 1;
        int counted = countedSlots();
        boolean isAnswer =
                isResizeAsked && counted == wantedSlots; // each request has its answer, one that changes nothing too
        boolean isShrinking = counted >= wantedSlots && counted < reportedSlots;
        if (!isClosed && (isAnswer || isShrinking)) {
            isResizeAsked = isResizeAsked && !isAnswer;
            reportedSlots = counted;
            listener.onResized(spec.lease(), counted);
        }
    }

    /** Slot: whether it goes on; a slot that gets false is no longer part of the lane. */
    boolean keeps(Slot slot) {
        if (isClosed) {
            return false;
        }
        if (!hasSurplus) {
            return true;
        }
        synchronized (this) {
            if (slots.size() <= wantedThreads()) {
                return true;
            }
            slots.remove(slot);
            settle();
            return false;
        }
    }

    void onSlotEnded(Slot slot) {
        boolean last;
        synchronized (this) {
            slots.remove(slot);
            last = isClosed && slots.isEmpty();
            notifyAll();
        }
        if (last) {
            engine.onLaneQuiet(this);
        }
    }

    /** Slot: its task waits. */
    void onSlotBlocked() {
        engine.block();
        synchronized (this) {
            blockedSlots++;
            if (!isSomeBlocked) {
                isSomeBlocked = true;
                idleSinceNs = engine.threads().nanoTime();
            }
            if (!isOwn) {
                tellBlocked(blockedSlots);
            }
            grow();
        }
    }

    /** Slot: the wait is over. Until another slot has ended its task there may be one more than wanted. */
    void onSlotUnblocked() {
        engine.unblock();
        synchronized (this) {
            blockedSlots--;
            if (!isOwn) {
                tellBlocked(blockedSlots);
            }
            settle();
        }
    }

    private void tellBlocked(int count) {
        toldBlocked = count;
        listener.onBlocked(spec.lease(), count);
    }

    /**
     * Control agent, each round: while some slots wait, what they wait for may need the capacity of those beside them that have
     * nothing to do, above all on another lane. After a moment it is others'.
     */
    void tellIdleSlots(long nowNs) {
        if (!isSomeBlocked) {
            return;
        }
        synchronized (this) {
            int occupied = 0;
            for (Slot slot : slots) {
                occupied += slot.runningSequence() < 0 ? 0 : 1;
            }
            int free = blockedSlots == 0 ? 0 : Math.max(leastToTell(), wantedSlots - (occupied - blockedSlots));
            if (free <= toldBlocked) {
                idleSinceNs = nowNs;
            }
            if (free < toldBlocked || nowNs - idleSinceNs >= IDLE_BESIDE_WAITING_NS) {
                tellBlocked(free);
            }
            isSomeBlocked = blockedSlots > 0 || toldBlocked > 0;
        }
    }

    private int leastToTell() {
        return isOwn ? 0 : blockedSlots;
    }

    /** Control agent: cancels a task that runs, or remembers it for when it would begin. */
    void cancel(long laneSequence, CancelOptions how) {
        synchronized (this) {
            for (Slot slot : slots) {
                if (slot.cancel(laneSequence, how)) {
                    hasForced |= how.force();
                    return;
                }
            }
            if (cancelledBeforeStart.size() == MAX_CANCELLED_BEFORE_START) {
                Iterator<Long> oldest = cancelledBeforeStart.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            cancelledBeforeStart.put(laneSequence, how);
            hasCancelled = true;
        }
    }

    /** Control agent: how far a task may go ahead with its items. */
    synchronized void credit(long laneSequence, ItemWindow window) {
        slots.forEach(slot -> slot.onCredit(laneSequence, window));
    }

    /** Whether the tasks come from this very process. */
    boolean isOwn() {
        return isOwn;
    }

    /** Slot: whether the task was cancelled before it began. */
    boolean isCancelledBeforeStart(long laneSequence) {
        if (!hasCancelled) {
            return false;
        }
        synchronized (this) {
            boolean cancelled = cancelledBeforeStart.remove(laneSequence) != null;
            if (laneSequence - cancelsForgottenAt > CANCEL_HORIZON) {
                cancelsForgottenAt = laneSequence;
                cancelledBeforeStart.keySet().removeIf(sequence -> laneSequence - sequence > CANCEL_HORIZON);
            }
            hasCancelled = !cancelledBeforeStart.isEmpty();
            return cancelled;
        }
    }

    /** Control agent, each round: cancels tasks that began at the very moment when they, or the whole lane, were cancelled. */
    void cancelLate() {
        if (!hasCancelled && !isClosed) {
            return;
        }
        synchronized (this) {
            if (isClosed) {
                slots.forEach(Slot::cancelAny);
                return;
            }
            for (Slot slot : slots) {
                long sequence = slot.runningSequence();
                CancelOptions how = cancelledBeforeStart.get(sequence);
                if (how != null && slot.cancel(sequence, how)) {
                    hasForced |= how.force();
                    cancelledBeforeStart.remove(sequence);
                }
            }
            hasCancelled = !cancelledBeforeStart.isEmpty();
        }
    }

    /** Control agent, each round: looks for tasks that were cancelled by force and have not ended within the grace period. */
    void endForced(long nowNs) {
        if (!hasForced) {
            return;
        }
        synchronized (this) {
            boolean some = false;
            for (Slot slot : slots) {
                some |= slot.running().isForced();
                if (slot.running().isForceDue(nowNs)) {
                    engine.onForceDue(slot.running());
                }
            }
            hasForced = some;
        }
    }

    /** Control thread: takes nothing more, interrupts what runs; the listener hears when it is quiet. */
    void beginClose() {
        boolean quiet;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            slots.forEach(Slot::cancelAny);
            quiet = slots.isEmpty();
        }
        if (quiet) {
            engine.onLaneQuiet(this);
        }
    }

    /** Waits until no slot of a closed lane runs any more; returns whether that is so. */
    synchronized boolean awaitQuiet(long deadlineNs) throws InterruptedException {
        while (!slots.isEmpty()) {
            long remainingMs =
                    TimeUnit.NANOSECONDS.toMillis(deadlineNs - engine.threads().nanoTime());
            if (remainingMs <= 0) {
                return false;
            }
            wait(remainingMs);
        }
        return true;
    }

    /** Control thread: when it is quiet, or the worker ends. */
    void closeStreams() {
        taskAdapter.close();
        resultPublisher.close();
    }

    /** Control thread: tells that no slot runs any more. */
    void onQuiet() {
        engine.onPeerLost(delivery);
        listener.onClosed(spec.lease());
    }

    /**
     * How many slots the scheduler is told that the lane has, when it is told everything anew: surplus ones count until they have
     * left, because they still run tasks.
     */
    synchronized int reportSlots() {
        reportedSlots = countedSlots();
        return reportedSlots;
    }

    /** Slots whose capacity others may use meanwhile. */
    synchronized int blockedSlots() {
        return toldBlocked;
    }

    /** Whether the caller's end of the result stream is there. */
    boolean hasCaller() {
        return resultPublisher.isConnected();
    }

    /** Whether cancels wait for their task to begin. */
    boolean awaitsCancelled() {
        return hasCancelled;
    }

    void onResultDropped() {
        resultsDropped.incrementAndGet();
    }

    /** Results and outcomes that could not be sent because their receiver was gone or stuck. */
    long resultsDropped() {
        return resultsDropped.get();
    }

    private void deliver(ObjectId id, ObjectExchange.Outcome outcome) {
        OutcomeKind kind =
                switch (outcome.kind()) {
                    case VALUE -> OutcomeKind.VALUE;
                    case FAILURE -> OutcomeKind.FAILURE;
                    case STORED -> OutcomeKind.STORED;
                };
        if (kind != OutcomeKind.STORED) {
            deliver(id, kind, outcome.payload());
            return;
        }
        ObjectDescriptor object = ObjectDescriptor.decode(outcome.payload(), 0);
        engine.held().hold(spec.caller(), object, outcome.release());
        if (!deliver(id, kind, outcome.payload())) {
            engine.held().free(spec.caller(), object);
        }
    }

    private boolean deliver(ObjectId id, OutcomeKind outcome, byte[] payload) {
        ResultPublisher.Sender sender = resultPublisher.newSender();
        long deadlineNs = engine.threads().nanoTime() + DELIVERY_TIMEOUT_NS;
        while (true) {
            long position = sender.sendObject(id.owner(), id.sequence(), outcome, payload, payload.length);
            if (position > 0) {
                return true;
            }
            if (isClosed
                    || !ResultPublisher.isWorthRetrying(position)
                    || engine.threads().nanoTime() - deadlineNs > 0) {
                onResultDropped();
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
        }
    }
}
