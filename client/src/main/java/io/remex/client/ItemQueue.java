package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.GetTimeoutException;
import io.remex.codec.Codec;
import io.remex.protocol.Failure;
import io.remex.spi.SizeText;
import io.remex.transport.ItemWindow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of one task between their arrival and whoever takes them: at most {@code remex.stream.window}. Thread safe under its monitor;
 * references are completed, and messages sent, outside of it.
 *
 * <p>Behind the items that are there is always one reference for the next: whoever takes items waits for it as for any other. The end
 * of the task completes it as well.
 */
final class ItemQueue<T> implements TaskItems {
    private static final byte[] NO_VALUE = {};
    /** The worker hears of items that were taken when they are this part of the window. */
    private static final int CREDIT_SHARE = 4;

    private final TaskRef<?> task;
    private final Codec<T> codec;
    private final int windowItems;
    private final long windowBytes;
    private final ArrayDeque<Arrived<T>> items = new ArrayDeque<>();
    private ItemRef<T> next;
    private long arrived;
    private long taken;
    private long creditedTaken;
    private long uncreditedBytes;
    private boolean isCreditUnderWay;
    private boolean isEnded;
    private Failure failure;
    private boolean isClosed;

    private record Arrived<T>(ItemRef<T> ref, long sizeBytes) {}

    ItemQueue(TaskRef<?> task, Codec<T> codec) {
        this.task = task;
        this.codec = codec;
        this.windowItems = task.runtime().config().integer(ConfigKey.STREAM_WINDOW);
        this.windowBytes = SizeText.parse(task.runtime().config().text(ConfigKey.STREAM_WINDOW_BYTES));
        this.next = new ItemRef<>(task, 0, codec);
    }

    TaskRef<?> task() {
        return task;
    }

    @Override
    public String onItem(CallerLane lane, long index, Object value, long sizeBytes) {
        ItemRef<T> ref = null;
        String wrong = null;
        synchronized (this) {
            boolean isWanted = !isClosed && !isEnded && index >= arrived;
            if (isWanted && (index > arrived || items.size() >= windowItems)) {
                wrong = "item " + index + " when " + arrived + " was next and " + items.size() + " of " + windowItems
                        + " were not taken";
            } else if (isWanted) {
                ref = next;
                items.add(new Arrived<>(ref, sizeBytes));
                next = new ItemRef<>(task, ++arrived, codec);
            }
        }
        if (ref == null) {
            StoredValue.letGo(value);
        } else {
            ref.complete(lane, value);
        }
        if (index == 0) {
            sendCredit(); // of each attempt: it waits for this
        }
        return wrong;
    }

    @Override
    public synchronized Failure check(long count) {
        if (count == arrived || isClosed) {
            return null;
        }
        return Failure.of(
                ErrorCode.WORKER_LOST,
                task.description() + " ended with " + count + " items in attempt " + task.attempt + ", but " + arrived
                        + " had arrived by then; a function that is run again must give the same items each time, or"
                        + " have maxRetries = 0");
    }

    @Override
    public void onTaskEnded(Failure reason) {
        ItemRef<T> last;
        synchronized (this) {
            if (!isEnded) {
                isEnded = true;
                failure = reason;
            }
            last = next;
        }
        last.completeValue(NO_VALUE); // wakes who waits; nobody gets to see it
    }

    /** Whether nobody would have to wait. */
    boolean isReady() {
        ItemRef<T> head = head();
        return head == null || head.isReady();
    }

    /** Waits until the next item or the end is there; returns whether it is an item. */
    boolean await() {
        return awaitHead(Waits.FOREVER_NS, System.nanoTime()) != null;
    }

    /** Waits for the next item and takes it; null after the last. */
    ItemRef<T> take(long timeoutNs) {
        long startNs = System.nanoTime();
        while (true) {
            ItemRef<T> head = awaitHead(timeoutNs, startNs);
            if (head == null || tryTake(head)) {
                return head;
            }
        }
    }

    /** The next item, ready; null when there is none any more. */
    private ItemRef<T> awaitHead(long timeoutNs, long startNs) {
        task.runtime().requireOpen();
        while (true) {
            ItemRef<T> head = head();
            if (head == null) {
                return null;
            }
            if (!head.hasOutcome() && !task.runtime().waits().await(head, Waits.leftNs(timeoutNs, startNs))) {
                throw new GetTimeoutException(head.description() + " is not there after " + Duration.ofNanos(timeoutNs)
                        + "; the task goes on: ask again, or close the stream");
            }
            synchronized (this) {
                if (!items.isEmpty() && items.peekFirst().ref() == head) {
                    return head;
                }
            }
            throwIfFailedAtEnd();
        }
    }

    /** The first item that is there, or the reference of the one to come; null when none comes. */
    private synchronized ItemRef<T> head() {
        if (isClosed || isEnded && items.isEmpty() && failure == null) {
            return null;
        }
        return items.isEmpty() ? next : items.peekFirst().ref();
    }

    private void throwIfFailedAtEnd() {
        Failure reason;
        synchronized (this) {
            reason = isClosed || !items.isEmpty() ? null : failure;
        }
        if (reason != null) {
            throw FailureExceptions.exception(reason);
        }
    }

    private boolean tryTake(ItemRef<T> head) {
        boolean isCreditDue;
        synchronized (this) {
            if (items.isEmpty() || items.peekFirst().ref() != head) {
                return false;
            }
            uncreditedBytes += items.pollFirst().sizeBytes();
            taken++;
            isCreditDue = !isEnded
                    && (items.isEmpty()
                            || taken - creditedTaken >= Math.max(1, windowItems / CREDIT_SHARE)
                            || uncreditedBytes >= windowBytes / CREDIT_SHARE);
        }
        if (isCreditDue) {
            sendCredit();
        }
        return true;
    }

    /** Any thread: tells the worker how far the task may go on; one message at a time, with what holds when it is sent. */
    private void sendCredit() {
        synchronized (this) {
            if (isCreditUnderWay) {
                return;
            }
            isCreditUnderWay = true;
        }
        task.runtime().session().sendCredit(this);
    }

    /** Control thread: what the worker is to hear now. */
    synchronized ItemWindow credit() {
        isCreditUnderWay = false;
        creditedTaken = taken;
        uncreditedBytes = 0;
        return new ItemWindow(taken, windowItems, windowBytes);
    }

    /** Ends the task unless it has ended, and frees what was not taken. */
    void close() {
        List<Arrived<T>> dropped;
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            dropped = new ArrayList<>(items);
            items.clear();
        }
        dropped.forEach(item -> item.ref().release());
        task.abandon(
                Failure.of(ErrorCode.TASK_CANCELLED, task.description() + " was cancelled: its stream was closed"),
                CancelOptions.defaults());
    }
}
