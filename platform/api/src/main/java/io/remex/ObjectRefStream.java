package io.remex;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The results of a task that gives them one by one: what a stub returns for a {@link Remote} method whose result is a {@code Stream} or an
 * {@code Iterator}. An item can be taken as soon as the task has made it, long before the task ends. The task runs at most
 * {@code remex.stream.window} items, and {@code remex.stream.window-bytes} bytes, ahead of the one who takes them; then it waits, and its slot
 * runs other tasks meanwhile.
 *
 * <p>A taken reference is like any other: it is the caller's own, outlives the stream, and can be an argument of other tasks. Items that
 * were made before the task failed, was cancelled or ran out of time can still be taken; then {@link #hasNext} and {@link #next} throw what the
 * task failed with. A task that lost its worker begins again, as often as its {@code maxRetries} say; items that arrived before are not given
 * again, so the function must give the same items each time, or have {@code maxRetries = 0}.
 *
 * <p>Close a stream that is not read to its end: a task that nobody takes items from waits. One that is forgotten is closed when the
 * garbage collector finds it. Thread safe: each item goes to one of the threads that take them.
 *
 * @param <T> the type of the items
 */
public interface ObjectRefStream<T> extends Iterator<ObjectRef<T>>, Iterable<ObjectRef<T>>, AutoCloseable {

    /**
     * Waits for the next item or the end. Inside a task the wait gives the task's slot back.
     *
     * @return whether there is another item
     * @throws RemexException what the task failed with, once all items before that are taken
     */
    @Override
    boolean hasNext();

    /**
     * Waits for the next item and takes it; it is ready.
     *
     * @throws NoSuchElementException there is none any more, or the stream is closed
     * @throws RemexException as {@link #hasNext()}
     */
    @Override
    ObjectRef<T> next();

    /**
     * As {@link #next()}, for at most {@code timeout}.
     *
     * @throws GetTimeoutException no item was there in time; the task goes on, call again or {@link #close()}
     */
    ObjectRef<T> next(Duration timeout);

    /** Whether {@link #hasNext()} and {@link #next()} would not wait: an item, the end or a failure is there. Never blocks. */
    boolean isReady();

    /**
     * The outcome of the task itself: how many items it made, or its failure. It does not become ready while the task waits for items to be
     * taken. Cancelling it cancels the task; items that are there can still be taken.
     */
    ObjectRef<Long> completion();

    /** This, once: a stream is read only once. */
    @Override
    default Iterator<ObjectRef<T>> iterator() {
        return this;
    }

    /**
     * The values of the items that are still to come, each read when it is asked for and its memory given back at once. Closing what is
     * returned closes this.
     */
    default Stream<T> values() {
        Spliterator<ObjectRef<T>> refs =
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(refs, false)
                .map(ref -> {
                    try {
                        return ref.get();
                    } finally {
                        ref.release();
                    }
                })
                .onClose(this::close);
    }

    /**
     * Cancels the task unless it has ended, and frees the items that were not taken. Nothing more can be taken; references that were taken
     * are not touched. Idempotent.
     */
    @Override
    void close();
}
