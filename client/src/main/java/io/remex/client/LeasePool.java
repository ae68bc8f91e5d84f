package io.remex.client;

import io.remex.ErrorCode;
import io.remex.protocol.Failure;
import io.remex.protocol.control.UrgentSlots;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

/**
 * The leases of one demand on one catalog, and the tasks that wait for room on their lanes. Data plane.
 *
 * <p>A submission or a result that finds the lock taken leaves its task in the inbox, or its wish in {@code wantsDispatch}; whoever
 * holds the lock looks at both after letting go, so that nobody ever waits for the lock.
 */
final class LeasePool {
    private final CallerRuntime runtime;
    private final PoolKey key;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<TaskRef<?>> inbox = new ManyToOneConcurrentLinkedQueue<>();
    private final AtomicBoolean wantsDispatch = new AtomicBoolean();
    private final AtomicBoolean demandAsked = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Waits for room; with the lock. */
    private final WaitingTasks pending = new WaitingTasks();
    /** Replaced as a whole, with the lock, by the control thread. */
    private volatile CallerLane[] lanes = {};

    /** Demand as last told to the scheduler; control thread. */
    private int toldSlots;

    private List<UrgentSlots> toldUrgent = List.of();

    private int recentPeak;
    private long recentPeakNs;

    LeasePool(CallerRuntime runtime, PoolKey key) {
        this.runtime = runtime;
        this.key = key;
    }

    PoolKey key() {
        return key;
    }

    CallerLane[] lanes() {
        return lanes;
    }

    /** Tasks that wait here for room on a lane. */
    int waitingCount() {
        return waiting.get();
    }

    /** Whether tasks wait and there is no lane that they could ever go to. */
    boolean isStarved() {
        return waiting.get() > 0 && lanes.length == 0;
    }

    /** Control thread: whether no task waits, and the scheduler knows that no slot is wanted. */
    boolean isQuiet() {
        return waiting.get() == 0 && toldSlots == 0;
    }

    int inFlightCount() {
        int count = 0;
        for (CallerLane lane : lanes) {
            count += lane.inFlightCount();
        }
        return count;
    }

    /** Any thread: sends the task, or keeps it until there is room. Never blocks. */
    void submit(TaskRef<?> task) {
        if (lock.tryLock()) {
            try {
                if (isBehindOthers(task) || !trySend(task, nowNs(task))) {
                    waiting.incrementAndGet();
                    keep(task);
                    wantsDispatch.set(true);
                }
            } finally {
                lock.unlock();
            }
        } else {
            waiting.incrementAndGet();
            inbox.offer(task);
            wantsDispatch.set(true);
        }
        afterwards();
    }

    private boolean isBehindOthers(TaskRef<?> task) {
        return !pending.isEmpty()
                && (task.isNested()
                        ? pending.hasAtLeast(task.options().priority() + 1)
                        : pending.hasAtLeast(task.options().priority()));
    }

    /**
     * Tasks of tasks go before all others of their priority, the newest first: what is begun is ended before more is begun, so that a recursion has
     * as many tasks that wait as it is deep, not as it is wide.
     */
    private void keep(TaskRef<?> task) {
        if (task.isNested()) {
            pending.addFirst(task);
        } else {
            pending.addLast(task);
        }
    }

    private long nowNs(TaskRef<?> task) {
        return task.deadlineNs == Long.MAX_VALUE ? 0 : runtime.nanoTime();
    }

    /** Any thread: results came or a lane changed, so there may be room. Never blocks. */
    void onRoom() {
        if (waiting.get() > 0) {
            wantsDispatch.set(true);
            afterwards();
        }
    }

    private void afterwards() {
        while (wantsDispatch.get() && lock.tryLock()) {
            try {
                wantsDispatch.set(false);
                dispatch();
            } finally {
                lock.unlock();
            }
        }
        if (waiting.get() > 0 && demandAsked.compareAndSet(false, true)) {
            runtime.session().onDemand(this);
        }
    }

    private void dispatch() {
        for (TaskRef<?> task = inbox.poll(); task != null; task = inbox.poll()) {
            keep(task);
        }
        while (!pending.isEmpty()) {
            TaskRef<?> task = pending.first();
            if (!task.hasOutcome() && !trySend(task, nowNs(task))) {
                return;
            }
            pending.removeFirst();
            waiting.decrementAndGet();
        }
    }

    private boolean trySend(TaskRef<?> task, long nowNs) {
        int costNs = task.binding().estimateNs();
        CallerLane best = null;
        long bestLoadNs = Long.MAX_VALUE;
        for (CallerLane lane : lanes) {
            if (lane.hasRoom(costNs)) {
                long loadNs = lane.loadNs();
                if (loadNs < bestLoadNs) {
                    best = lane;
                    bestLoadNs = loadNs;
                }
            }
        }
        return best != null && best.send(task, nowNs);
    }

    /** Runs another attempt after a failure of the system, or ends the task. */
    void retryOrFail(TaskRef<?> task, ErrorCode code, String reason) {
        retryOrFail(
                task,
                Failure.of(
                        code,
                        task.description() + " was lost in attempt " + task.attempt + ": " + reason
                                + (task.options().maxRetries() == 0
                                        ? "; it has maxRetries=0"
                                        : "; all " + task.options().maxRetries() + " retries are used")),
                true);
    }

    /** Runs another attempt after a failure of the task itself, or ends it with the failure. */
    void retryOrFail(TaskRef<?> task, Failure failure) {
        retryOrFail(task, failure, false);
    }

    private void retryOrFail(TaskRef<?> task, Failure failure, boolean lost) {
        task.lane = null;
        if (task.hasOutcome()) {
            return;
        }
        if (task.attempt > task.options().maxRetries()) {
            task.completeFailure(failure);
            return;
        }
        int failures = task.attempt++;
        runtime.retries().again(task, failures, lost);
    }

    /** Control thread: a lane is ready; nothing is sent on it before it is opened. */
    void addLane(CallerLane lane) {
        lock.lock();
        try {
            CallerLane[] more = new CallerLane[lanes.length + 1];
            System.arraycopy(lanes, 0, more, 0, lanes.length);
            more[lanes.length] = lane;
            lanes = more;
        } finally {
            lock.unlock();
        }
    }

    /** Control thread: tasks go to the lane from now on; the runtime knows it already, so that it hears of the first one's wait. */
    void openLane(CallerLane lane) {
        lock.lock();
        try {
            lane.open();
        } finally {
            lock.unlock();
        }
        onRoom();
    }

    /** Control thread: nothing more goes to the lane. */
    void stopSending(CallerLane lane) {
        lock.lock();
        try {
            lane.stopSending();
        } finally {
            lock.unlock();
        }
        afterwards();
    }

    /** Control thread: forgets a lane; what was in flight without a result is returned. */
    List<TaskRef<?>> removeLane(CallerLane lane) {
        stopSending(lane);
        List<TaskRef<?>> lost = lane.close();
        lock.lock();
        try {
            List<CallerLane> rest = new ArrayList<>(List.of(lanes));
            rest.remove(lane);
            lanes = rest.toArray(new CallerLane[0]);
        } finally {
            lock.unlock();
        }
        afterwards();
        return lost;
    }

    /** Control thread: takes everything that waits, to go to another pool or to end. */
    List<TaskRef<?>> takeWaiting() {
        lock.lock();
        try {
            for (TaskRef<?> task = inbox.poll(); task != null; task = inbox.poll()) {
                keep(task);
            }
            List<TaskRef<?>> taken = pending.removeAll();
            waiting.addAndGet(-taken.size());
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Control thread: how many slots could be used now, or could a moment ago; at most {@code limit}. */
    int wantedSlots(long nowNs, long idleNs, int limit) {
        int outstanding = Math.min(waiting.get() + inFlightCount(), limit);
        if (outstanding >= recentPeak || nowNs - recentPeakNs > idleNs) {
            recentPeak = outstanding;
            recentPeakNs = nowNs;
        }
        return recentPeak;
    }

    /** Control thread: from now on tasks that wait may ask to be told of at once again; not more often than each tick. */
    void allowToAsk() {
        demandAsked.set(false);
    }

    /**
     * Control thread: how many of the wanted slots are for tasks that wait with another priority than the normal one; as powers of
     * two, so that not every task that goes changes them.
     */
    List<UrgentSlots> urgentSlots(int limit) {
        List<UrgentSlots> urgent = new ArrayList<>();
        for (int level = 0; level < WaitingTasks.LEVELS; level++) {
            int count = pending.count(level);
            if (count > 0) {
                int rounded = count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
                urgent.add(UrgentSlots.newBuilder()
                        .setPriority(WaitingTasks.priority(level))
                        .setSlots(Math.min(limit, rounded))
                        .build());
            }
        }
        return urgent;
    }

    int toldSlots() {
        return toldSlots;
    }

    boolean hasTold(int slots, List<UrgentSlots> urgent) {
        return toldSlots == slots && toldUrgent.equals(urgent);
    }

    void told(int slots, List<UrgentSlots> urgent) {
        toldSlots = slots;
        toldUrgent = urgent;
    }

    /** Control thread: a new conversation with the scheduler begins, which knows nothing of this demand. */
    void forgetTold() {
        told(0, List.of());
    }
}
