package io.remex.spi;

import io.remex.codec.Codec;
import java.util.Iterator;
import java.util.stream.Stream;

/** Where a task puts its results one by one; see {@link ItemFunction}. For the thread of the task. */
public interface ItemSink {

    /**
     * Waits until the caller has room for another item. The task's slot runs other tasks meanwhile.
     *
     * @throws InterruptedException the task was cancelled, or nobody wants its items any more
     * @throws io.remex.BackPressureException too many tasks of this worker wait already
     */
    void awaitRoom() throws InterruptedException;

    /** Sends the next item; does not ask whether there is room. */
    <T> void add(Codec<T> codec, T item) throws InterruptedException;

    /** Sends what the iterator gives; asks it for an item only when there is room. Closes an iterator that can be closed. */
    default <T> void addAll(Codec<T> codec, Iterator<? extends T> items) throws Exception {
        try {
            while (true) {
                awaitRoom();
                if (!items.hasNext()) {
                    return;
                }
                add(codec, items.next());
            }
        } finally {
            if (items instanceof AutoCloseable resource) {
                resource.close();
            }
        }
    }

    /** As {@link #addAll(Codec, Iterator)}; closes the stream. */
    default <T> void addAll(Codec<T> codec, Stream<? extends T> items) throws Exception {
        try (items) {
            addAll(codec, items.iterator());
        }
    }
}
