package io.remex.client;

import io.remex.ObjectId;
import io.remex.transport.DataPlane;
import io.remex.transport.Loan;
import io.remex.transport.ReturnAdapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What this caller has lent to workers: stored values behind references that travelled, each held until the worker returns it on this
 * caller's return stream, or is gone. The stream is opened for the first loan. Control thread.
 */
final class Loans {
    private static final int FIRST_RETURN_STREAM_ID = 2_140_000_001;
    private static final int RETURN_STREAM_IDS = 7_000_000;
    private static final int POLL_LIMIT = 256;

    private final long caller;
    private final int returnStreamId;
    private final DataPlane dataPlane;
    private final Map<Long, Lent> lent = new HashMap<>();
    private ReturnAdapter returns;
    private long nextNumber = 1;

    private record Lent(WorkerLink borrower, Runnable release) {}

    Loans(long caller, DataPlane dataPlane) {
        this.caller = caller;
        this.dataPlane = dataPlane;
        this.returnStreamId = FIRST_RETURN_STREAM_ID + (int) Long.remainderUnsigned(caller, RETURN_STREAM_IDS);
    }

    /** Where workers return loans. Another caller's stream may have the same number: each message says whose it is. */
    int returnStreamId() {
        return returnStreamId;
    }

    /** Lends an object to a worker, until {@code release}. */
    Loan lend(WorkerLink borrower, ObjectId id, Runnable release) {
        if (returns == null) {
            returns = new ReturnAdapter(dataPlane, returnStreamId, this::onReturned);
        }
        Loan loan = new Loan(nextNumber++, id.owner(), id.sequence());
        lent.put(loan.number(), new Lent(borrower, release));
        borrower.onLent();
        return loan;
    }

    /** Whether it was not returned yet. */
    boolean isLent(Loan loan) {
        return lent.containsKey(loan.number());
    }

    private void onReturned(long ofCaller, long number) {
        if (ofCaller == caller) {
            end(number);
        }
    }

    /** It never reached the worker. */
    void end(Loan loan) {
        end(loan.number());
    }

    private void end(long number) {
        Lent entry = lent.remove(number);
        if (entry != null) {
            entry.borrower().onReturned();
            entry.release().run();
        }
    }

    /** The worker is gone: nobody there reads any more. */
    void endAll(WorkerLink borrower) {
        List<Long> numbers = new ArrayList<>();
        lent.forEach((number, entry) -> {
            if (entry.borrower() == borrower) {
                numbers.add(number);
            }
        });
        numbers.forEach(this::end);
    }

    /** Takes what was returned. */
    void poll() {
        if (returns != null) {
            while (returns.poll(POLL_LIMIT) == POLL_LIMIT) {
                Thread.onSpinWait();
            }
        }
    }

    /** How many there are; for tests. */
    int count() {
        return lent.size();
    }

    /** The session ends, and with it all that was lent. */
    void close() {
        new ArrayList<>(lent.keySet()).forEach(this::end);
        if (returns != null) {
            returns.close();
        }
    }
}
