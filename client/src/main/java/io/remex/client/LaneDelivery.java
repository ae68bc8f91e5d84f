package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ObjectId;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.spi.ObjectExchange;
import io.remex.transport.ControlPublisher;
import io.remex.transport.ItemWindow;
import io.remex.transport.Loan;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * What a lane says on the worker's control stream: cancels, and the outcomes of references that travelled. Stored values behind these
 * are lent to the worker, and asked for when the tasks that were sent before have ended. Control thread; {@link #pin} and {@link #unpin} on any.
 */
final class LaneDelivery implements CallerLaneDelivery {
    /** The control thread has other things to do than to wait for a worker that does not read. */
    private static final long OFFER_TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long DELIVER_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PARK_NS = TimeUnit.MICROSECONDS.toNanos(50);

    private final CallerRuntime runtime;
    private final WorkerLink link;
    private final ControlPublisher publisher;
    private final LongSupplier nextSequence;
    private final AtomicInteger pins = new AtomicInteger();
    private final ArrayDeque<Lent> loans = new ArrayDeque<>();
    private volatile boolean isClosed;

    /** A loan that tasks may ask for which were sent before: until all of these have ended. */
    private static final class Lent {
        private final long beforeSequence;
        private final Loan loan;
        private boolean isSent;

        private Lent(long beforeSequence, Loan loan) {
            this.beforeSequence = beforeSequence;
            this.loan = loan;
        }
    }

    /** @param nextSequence the number of the lane's next sending, or an earlier one behind the task that a reference travelled with */
    LaneDelivery(CallerRuntime runtime, WorkerLink link, ControlPublisher publisher, LongSupplier nextSequence) {
        this.runtime = runtime;
        this.link = link;
        this.publisher = publisher;
        this.nextSequence = nextSequence;
    }

    @Override
    public void deliver(ObjectId id, ObjectExchange.Outcome outcome) {
        switch (outcome.kind()) {
            case VALUE -> send(id, OutcomeKind.VALUE, outcome.payload());
            case FAILURE -> send(id, OutcomeKind.FAILURE, outcome.payload());
            case STORED -> {
                if (isClosed) {
                    outcome.release().run();
                } else {
                    Lent lent = new Lent(nextSequence.getAsLong(), link.lend(id, outcome.release()));
                    loans.add(lent);
                    send(lent, outcome.payload());
                }
            }
        }
    }

    private void send(ObjectId id, OutcomeKind kind, byte[] payload) {
        if (offer(() -> publisher.sendObject(id.owner(), id.sequence(), kind, payload, payload.length))) {
            runtime.session().schedule(() -> send(id, kind, payload), DELIVER_AGAIN_NS);
        }
    }

    private void send(Lent lent, byte[] descriptor) {
        if (!link.isLent(lent.loan)) {
            return;
        }
        lent.isSent = !offer(() -> publisher.sendLend(runtime.callerId(), lent.loan, descriptor));
        if (!lent.isSent) {
            runtime.session().schedule(() -> send(lent, descriptor), DELIVER_AGAIN_NS);
        }
    }

    /** Says that nobody wants a result any more. */
    void sendCancel(long lease, long laneSequence, long taskSequence, CancelOptions how) {
        offer(() -> publisher.sendCancel(lease, laneSequence, taskSequence, how));
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

    /** Asks for what was lent for tasks that have all ended: those before {@code oldestSequence}. */
    void endLoans(long oldestSequence) {
        while (!loans.isEmpty() && loans.peekFirst().beforeSequence <= oldestSequence) {
            Lent lent = loans.pollFirst();
            link.reclaim(lent.loan, lent.isSent);
        }
    }

    /** The lane is over, and nobody reads on it any more. */
    void close() {
        isClosed = true;
        endLoans(Long.MAX_VALUE);
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
