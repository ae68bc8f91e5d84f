package io.remex.worker;

import io.remex.spi.ObjectExchange;
import io.remex.transport.DataPlane;
import io.remex.transport.ReturnPublisher;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What callers have lent to this worker, on its way back: queued by whoever lets go of it, sent by the control agent on the lender's return
 * stream, which is opened when it is first needed. Of a lender that is gone nothing is kept. Any thread, except where it says otherwise.
 */
final class BorrowedLoans implements AutoCloseable {
    private final DataPlane dataPlane;
    private final Consumer<Runnable> controlThread;
    private final Map<Long, Lender> lenders = new ConcurrentHashMap<>();
    private final Map<Integer, Long> senders = new ConcurrentHashMap<>();
    private final long[] batch = new long[ReturnPublisher.MAX_LOANS];

    private static final class Lender {
        private final int returnStreamId;
        private final Queue<Long> returned = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean isOpenAsked = new AtomicBoolean();
        private volatile ReturnPublisher publisher;

        private Lender(int returnStreamId) {
            this.returnStreamId = returnStreamId;
        }
    }

    private record BorrowedLoan(BorrowedLoans loans, long lender, long number) implements ObjectExchange.Loan {
        @Override
        public void giveBack() {
            loans.giveBack(lender, number);
        }

        @Override
        public boolean isLenderGone() {
            return !loans.lenders.containsKey(lender);
        }
    }

    /** @param controlThread runs something on the control thread */
    BorrowedLoans(DataPlane dataPlane, Consumer<Runnable> controlThread) {
        this.dataPlane = dataPlane;
        this.controlThread = controlThread;
    }

    /** Control agent: a sender on the control stream says whose it is. */
    void onAttach(long caller, int sender, int returnStreamId) {
        senders.put(sender, caller);
        lenders.putIfAbsent(caller, new Lender(returnStreamId));
    }

    /** A sender on the control stream is gone. */
    void onSenderGone(int sender) {
        Long caller = senders.remove(sender);
        if (caller != null && !senders.containsValue(caller)) {
            Lender gone = lenders.remove(caller);
            if (gone != null) {
                controlThread.accept(() -> close(gone));
            }
        }
    }

    /** The loan of that number. */
    ObjectExchange.Loan loan(long lender, long number) {
        return new BorrowedLoan(this, lender, number);
    }

    private void giveBack(long caller, long number) {
        Lender lender = lenders.get(caller);
        if (lender == null) {
            return; // and with it the object
        }
        lender.returned.add(number);
        if (lender.isOpenAsked.compareAndSet(false, true)) {
            controlThread.accept(() -> open(caller, lender));
        }
    }

    private void open(long caller, Lender lender) {
        if (lenders.get(caller) == lender) {
            lender.publisher = new ReturnPublisher(dataPlane, lender.returnStreamId);
        }
    }

    private static void close(Lender lender) {
        ReturnPublisher publisher = lender.publisher;
        if (publisher != null) {
            publisher.close();
        }
    }

    /** Control agent, each round: sends what goes back, as far as there is room; returns how many. */
    int flush() {
        int sent = 0;
        for (Map.Entry<Long, Lender> entry : lenders.entrySet()) {
            Lender lender = entry.getValue();
            if (lender.publisher != null && !lender.returned.isEmpty()) {
                sent += flush(entry.getKey(), lender);
            }
        }
        return sent;
    }

    private int flush(long caller, Lender lender) {
        int count = 0;
        for (Long number : lender.returned) {
            batch[count++] = number;
            if (count == batch.length) {
                break;
            }
        }
        if (lender.publisher.sendReturn(caller, batch, count) <= 0) {
            return 0;
        }
        for (int i = 0; i < count; i++) {
            lender.returned.poll(); // they are the first ones, and nobody else takes any
        }
        return count;
    }

    /** Control thread: the worker ends; nothing is sent any more. */
    @Override
    public void close() {
        lenders.values().forEach(BorrowedLoans::close);
        lenders.clear();
    }
}
