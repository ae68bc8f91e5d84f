package io.remex.client;

import io.remex.transport.TaskPart;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Arguments of a task that are not all inline, and the hold that the task has on what is stored: until it has its outcome and no
 * worker may read them any more. Any thread.
 */
final class StoredArguments {
    private final byte[] inline;
    private final TaskPart[] parts;
    private final List<StoredValue> values;
    private final AtomicInteger uses = new AtomicInteger(1);
    private final AtomicBoolean isTaskEnded = new AtomicBoolean();

    /** Takes over one hold, for readers, on each of the values; {@link #onTaskEnded} ends it. */
    StoredArguments(byte[] inline, TaskPart[] parts, List<StoredValue> values) {
        this.inline = inline;
        this.parts = parts;
        this.values = List.copyOf(values);
    }

    /** The bytes of the inline parts. */
    byte[] inline() {
        return inline;
    }

    TaskPart[] parts() {
        return parts;
    }

    /** One more worker may read them; returns false if the task has ended and none does. */
    boolean retain() {
        int current = uses.get();
        while (current > 0) {
            if (uses.compareAndSet(current, current + 1)) {
                return true;
            }
            current = uses.get();
        }
        return false;
    }

    /** The task has its outcome; again: does nothing. */
    void onTaskEnded() {
        if (isTaskEnded.compareAndSet(false, true)) {
            release();
        }
    }

    /** A worker that had the task has answered or is gone. */
    void release() {
        if (uses.decrementAndGet() == 0) {
            values.forEach(StoredValue::releaseFromReaders);
        }
    }
}
