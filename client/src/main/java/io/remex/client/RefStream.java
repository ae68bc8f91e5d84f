package io.remex.client;

import io.remex.ObjectRef;
import io.remex.ObjectRefStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.NoSuchElementException;

/** The user's end of a stream of items. Nothing of the runtime refers to it: one that user code forgets is closed. Any thread. */
final class RefStream<T> implements ObjectRefStream<T> {
    private final ItemQueue<T> queue;
    private final Cleaner.Cleanable cleanable;

    RefStream(ItemQueue<T> queue) {
        this.queue = queue;
        this.cleanable = StoredHandle.CLEANER.register(this, queue::close);
    }

    @Override
    public boolean hasNext() {
        try {
            return queue.await();
        } finally {
            Reference.reachabilityFence(this); // or it could be closed while somebody waits
        }
    }

    @Override
    public ObjectRef<T> next() {
        return take(Waits.FOREVER_NS);
    }

    @Override
    public ObjectRef<T> next(Duration timeout) {
        return take(Waits.timeoutNs(timeout));
    }

    private ObjectRef<T> take(long timeoutNs) {
        try {
            ObjectRef<T> item = queue.take(timeoutNs);
            if (item == null) {
                throw new NoSuchElementException(this + " has no more items");
            }
            return item;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean isReady() {
        return queue.isReady();
    }

    @Override
    @SuppressWarnings("unchecked") // the outcome of a function with several results is their number
    public ObjectRef<Long> completion() {
        return (ObjectRef<Long>) queue.task();
    }

    @Override
    public void close() {
        cleanable.clean();
    }

    @Override
    public String toString() {
        return "ObjectRefStream[" + queue.task().description() + ']';
    }
}
