package io.remex.worker;

import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.ItemFunction;
import io.remex.spi.ItemSink;
import io.remex.transport.ItemWindow;
import io.remex.transport.ResultPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.collections.LongArrayQueue;
import org.agrona.concurrent.IdleStrategy;

/**
 * Sends the results of a task that has several, and keeps it from going too far ahead of the one who takes them. One instance a slot,
 * for its thread; {@link #onCredit} for the worker's control agent.
 */
final class ItemProducer implements ItemSink {
    /** However much a caller says it has room for. */
    static final int MAX_WINDOW_ITEMS = 65_536;

    /** How often the credit is looked for before the slot is given back. */
    private static final int YIELDS = 16;

    /** The next credit wakes the thread; this only bounds the wait for one that came just before it parked. */
    private static final long PARK_NS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Slot slot;
    private final Lane lane;
    private final RunningTask running;
    private final ResultPublisher.Sender sender;
    private final ValueOutput out;
    private final IdleStrategy idleStrategy;
    /** Bytes of each item that was sent and is not taken. */
    private final LongArrayQueue sizes = new LongArrayQueue();

    private long laneSequence = -1;
    private long taskSequence;
    private long nextIndex;
    /** Index of the first item in {@code sizes}. */
    private long firstAhead;

    private long aheadBytes;
    private volatile Thread waiter;
    private volatile Credit credit = new Credit(-1, new ItemWindow(0, 1, 1));

    /** What the caller last said, and of which task. */
    private record Credit(long laneSequence, ItemWindow window) {}

    /** @param out where values are encoded; free for the task's whole life, because it has no other result */
    ItemProducer(Slot slot, Lane lane, RunningTask running, ResultPublisher.Sender sender, ValueOutput out) {
        this.slot = slot;
        this.lane = lane;
        this.running = running;
        this.sender = sender;
        this.out = out;
        this.idleStrategy = lane.engine().threads().newIdleStrategy();
    }

    /** Runs the function, sends its results, and leaves their number in the output. */
    void run(ItemFunction function, ValueInput arguments, long newLaneSequence, long newTaskSequence) throws Throwable {
        laneSequence = newLaneSequence;
        taskSequence = newTaskSequence;
        nextIndex = 0;
        firstAhead = 0;
        aheadBytes = 0;
        sizes.clear();
        function.invoke(arguments, this);
        out.reset(null);
        out.putLong(nextIndex);
    }

    /** Control agent: how far the task may go ahead, if it is the one that runs. */
    void onCredit(long creditLaneSequence, ItemWindow window) {
        credit = new Credit(creditLaneSequence, window);
        LockSupport.unpark(waiter);
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        for (int round = 0; round < YIELDS; round++) {
            requireWanted();
            if (hasRoom()) {
                return;
            }
            Thread.yield();
        }
        long lease = running.giveBack();
        waiter = Thread.currentThread();
        lane.engine().onSlotsWaiting(lane, lease, 1);
        try {
            while (!hasRoom()) {
                requireWanted();
                LockSupport.parkNanos(this, PARK_NS);
            }
        } finally {
            waiter = null;
            running.takeAgain();
            lane.engine().onSlotsWaiting(lane, lease, -1);
        }
    }

    private void requireWanted() throws InterruptedException {
        if (Thread.interrupted() || running.isCancelled()) {
            throw new InterruptedException("nobody takes the items of the task any more");
        }
    }

    private boolean hasRoom() {
        ItemWindow window = window();
        if (window == null) {
            return nextIndex == 0; // the caller answers the first item
        }
        long ahead = nextIndex - Math.min(nextIndex, window.taken());
        return ahead == 0 || ahead < Math.min(window.items(), MAX_WINDOW_ITEMS) && aheadBytes < window.bytes();
    }

    /** What the caller last said of this task, null if nothing; what is taken by then does not count any more. */
    private ItemWindow window() {
        Credit current = credit;
        if (current.laneSequence != laneSequence) {
            return null;
        }
        while (firstAhead < current.window.taken() && !sizes.isEmpty()) {
            aheadBytes -= sizes.pollLong();
            firstAhead++;
        }
        return current.window;
    }

    @Override
    public <T> void add(Codec<T> codec, T item) throws InterruptedException {
        ItemWindow window = window();
        if (window != null && nextIndex < window.taken()) {
            nextIndex++; // an earlier attempt brought it
            firstAhead = nextIndex;
            return;
        }
        out.reset(lane.references());
        codec.encode(out, item);
        if (!out.hasOverflowed()) {
            send(OutcomeKind.VALUE, out.buffer(), out.length(), out.length());
            return;
        }
        ObjectDescriptor descriptor = slot.sealAndHold(codec);
        byte[] payload = descriptor.encode();
        try {
            send(OutcomeKind.STORED, payload, payload.length, descriptor.length());
        } catch (InterruptedException e) {
            lane.engine().held().free(lane.callerId(), descriptor);
            throw e;
        }
    }

    private void send(OutcomeKind outcome, byte[] payload, int length, long sizeBytes) throws InterruptedException {
        idleStrategy.reset();
        while (true) {
            long position = sender.sendItem(laneSequence, taskSequence, nextIndex, outcome, payload, length);
            if (position > 0) {
                nextIndex++;
                sizes.offerLong(sizeBytes);
                aheadBytes += sizeBytes;
                return;
            }
            if (lane.isClosed() || !ResultPublisher.isWorthRetrying(position)) {
                lane.onResultDropped();
                throw new InterruptedException("nobody is there to take the items of the task");
            }
            idleStrategy.idle();
        }
    }
}
