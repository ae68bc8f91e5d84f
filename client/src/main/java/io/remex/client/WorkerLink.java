package io.remex.client;

import io.remex.ObjectId;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.transport.ControlPublisher;
import io.remex.transport.DataPlane;
import io.remex.transport.Loan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * This caller's end of a worker's control stream, for as long as it has a lane to the worker or the worker holds objects for it:
 * the worker frees what it holds when this end is gone. Belongs to the control thread, except where it says otherwise.
 */
final class WorkerLink {
    private final CallerRuntime runtime;
    private final int streamId;
    private final ControlPublisher publisher;
    private final AtomicInteger held = new AtomicInteger();
    private final Queue<byte[]> freed = new ConcurrentLinkedQueue<>();
    private final Loans loans;
    private final Deque<Loan> reclaimed = new ArrayDeque<>();
    private int lanes;
    private int lent;
    private volatile boolean isLost;
    private volatile boolean isAttached;

    /** Adds the stream; takes some milliseconds. */
    WorkerLink(CallerRuntime runtime, DataPlane dataPlane, int streamId, Loans loans) {
        this.loans = loans;
        this.runtime = runtime;
        this.streamId = streamId;
        this.publisher = new ControlPublisher(dataPlane, streamId);
    }

    int streamId() {
        return streamId;
    }

    /** This end of the stream, which all lanes share so that what is said on it stays in order. */
    ControlPublisher publisher() {
        return publisher;
    }

    void onLaneAdded() {
        lanes++;
    }

    void onLaneRemoved() {
        lanes--;
    }

    /** Tells the worker whose end this is; returns whether it has been told. */
    boolean attach() {
        if (!isAttached && publisher.isConnected()) {
            isAttached = publisher.sendAttach(runtime.callerId(), loans.returnStreamId()) > 0;
        }
        return isAttached;
    }

    /** Any thread: the worker named an object of its own, which it holds until nobody here does. */
    StoredValue adopt(byte[] payload) {
        ObjectDescriptor descriptor = ObjectDescriptor.decode(payload, 0);
        held.incrementAndGet();
        return StoredValue.heldElsewhere(descriptor, () -> freed.add(payload), this::isGone);
    }

    /** Lends the worker an object, which stays until it returns that or is gone; {@code release} then gives it back. */
    Loan lend(ObjectId id, Runnable release) {
        return loans.lend(this, id, release);
    }

    /** Whether the worker may have the object. */
    boolean isLent(Loan loan) {
        return loans.isLent(loan);
    }

    void onLent() {
        lent++;
    }

    void onReturned() {
        lent--;
    }

    /** The tasks have ended that the object was lent for: it comes back now, unless the worker has another use for it. */
    void reclaim(Loan loan, boolean wasSent) {
        if (!wasSent) {
            loans.end(loan);
        } else if (loans.isLent(loan)) {
            reclaimed.add(loan);
        }
    }

    /** The scheduler says that the worker is gone, before its end of the stream is. */
    void onLost() {
        isLost = true;
        loans.endAll(this);
    }

    private void flushReclaimed() {
        if (isGone()) {
            reclaimed.clear();
            loans.endAll(this);
        }
        while (!reclaimed.isEmpty()) {
            List<Loan> batch =
                    reclaimed.stream().limit(ControlPublisher.MAX_FREED).toList();
            if (publisher.sendReclaim(runtime.callerId(), batch) <= 0) {
                return;
            }
            batch.forEach(loan -> reclaimed.poll());
        }
    }

    /** Tells the worker what is not needed any more, as far as the stream has room. */
    void flush() {
        flushReclaimed();
        while (!freed.isEmpty()) {
            List<byte[]> batch = new ArrayList<>();
            for (byte[] object : freed) {
                batch.add(object);
                if (batch.size() == ControlPublisher.MAX_FREED) {
                    break;
                }
            }
            if (isGone()) {
                held.addAndGet(-batch.size());
            } else if (publisher.sendFree(runtime.callerId(), batch) > 0) {
                held.addAndGet(-batch.size());
            } else {
                return;
            }
            batch.forEach(object -> freed.poll()); // they are the first ones, and nobody else takes any
        }
    }

    /** Any thread: whether the worker's process is gone, and what it held with it. */
    boolean isGone() {
        return isLost || isAttached && !publisher.isConnected();
    }

    /** Whether there is no lane, nothing held and nothing lent; then it can be closed. */
    boolean isUnused() {
        return lanes == 0 && held.get() == 0 && lent == 0;
    }

    /** Whether no lane is left and the worker is gone. */
    boolean isOver() {
        return lanes == 0 && isGone();
    }

    void close() {
        publisher.close();
    }
}
