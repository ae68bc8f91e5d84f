package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ObjectId;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.ObjectExchange;
import io.remex.transport.ControlPublisher;
import io.remex.transport.ItemWindow;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * What a lane says on the worker's control stream: cancels, and the outcomes of references that travelled. Lends the worker stored
 * values behind these until the tasks that were sent before have ended. Control thread; {@link #pin} and {@link #unpin} on any.
 */
final class LaneDelivery implements CallerLaneDelivery {
    /** The control thread has other things to do than to wait for a worker that does not read. */
    private static final long OFFER_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long DELIVER_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(50);

    private final CallerRuntime runtime;
    private final ControlPublisher publisher;
    private final LongSupplier nextSequence;
    private final AtomicInteger pins = new AtomicInteger();
    private final ArrayDeque<Loan> loans = new ArrayDeque<>();
    private volatile boolean isClosed;

    /**
     * The worker may read the object until all tasks that were sent before have ended.
     *
     * @param beforeSequence the next sending when it was lent
     */
    private record Loan(long beforeSequence, Runnable release) {}

    /** @param nextSequence the number of the lane's next sending, or an earlier one behind the task that a reference travelled with */
    LaneDelivery(CallerRuntime runtime, ControlPublisher publisher, LongSupplier nextSequence) {
        this.runtime = runtime;
        this.publisher = publisher;
        this.nextSequence = nextSequence;
    }

    @Override
    public void deliver(ObjectId id, ObjectExchange.Outcome outcome) {
        OutcomeKind kind =
                switch (outcome.kind()) {
                    case VALUE -> OutcomeKind.VALUE;
                    case FAILURE -> OutcomeKind.FAILURE;
                    case STORED -> OutcomeKind.STORED;
                };
        if (kind == OutcomeKind.STORED) {
            if (isClosed) {
                outcome.release().run();
                return;
            }
            loans.add(new Loan(nextSequence.getAsLong(), outcome.release()));
        }
        send(id, kind, outcome.payload());
    }

    private void send(ObjectId id, OutcomeKind kind, byte[] payload) {
        if (offer(() -> publisher.sendObject(id.owner(), id.sequence(), kind, payload, payload.length))) {
            runtime.session().schedule(() -> send(id, kind, payload), DELIVER_AGAIN_NS);
        }
    }

    /** Says that nobody wants a result any more. */
    void sendCancel(long lease, long laneSequence, long taskSequence, CancelOptions how) {
        offer(() -> publisher.sendCancel(lease, laneSequence, taskSequence, how.recursive()));
    }

    /** Says how far a task may go ahead with its items; again if there is no room now, for it may wait for just this. */
    void sendCredit(long lease, long laneSequence, long taskSequence, ItemWindow window) {
        if (offer(() -> publisher.sendCredit(lease, laneSequence, taskSequence, window))) {
            runtime.session().schedule(() -> sendCredit(lease, laneSequence, taskSequence, window), DELIVER_AGAIN_NS);
        }
    }

    /** Returns whether it is worth to try again later. */
    private boolean offer(LongSupplier send) {
        long deadlineNs = runtime.nanoTime() + OFFER_TIMEOUT_NS;
        while (send.getAsLong() <= 0) {
            if (isClosed || !publisher.isConnected()) {
                return false;
            }
            if (runtime.nanoTime() - deadlineNs > 0) {
                return true;
            }
            LockSupport.parkNanos(PARK_NS);
        }
        return false;
    }

    boolean hasLoans() {
        return !loans.isEmpty();
    }

    /** Takes back what was lent for tasks that have all ended: those before {@code oldestSequence}. */
    void endLoans(long oldestSequence) {
        while (!loans.isEmpty() && loans.peekFirst().beforeSequence() <= oldestSequence) {
            loans.pollFirst().release().run();
        }
    }

    /** The lane is over, and nobody reads on it any more. */
    void close() {
        isClosed = true;
        endLoans(Long.MAX_VALUE);
        publisher.close();
    }

    @Override
    public boolean isClosed() {
        return isClosed;
    }

    boolean isPinned() {
        return pins.get() > 0;
    }

    @Override
    public void pin() {
        pins.incrementAndGet();
    }

    @Override
    public void unpin() {
        pins.decrementAndGet();
    }
}
