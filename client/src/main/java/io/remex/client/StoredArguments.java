package io.remex.client;

import io.remex.transport.TaskPart;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Arguments of a task that are not all inline, and the hold that the task has on what is stored: until it has its outcome and no
 * worker may read them any more. Any thread.
 */
final class StoredArguments {
    private final byte[] inline;
    private final List<Piece> pieces;
    private final AtomicInteger uses = new AtomicInteger(1);
    private final AtomicBoolean isTaskEnded = new AtomicBoolean();
    private final AtomicInteger timesLost = new AtomicInteger();
    private volatile TaskPart[] parts;

    /**
     * A range of bytes.
     *
     * @param value where they are stored; null if they are inline
     * @param isWhole whether the range is all of the value, however long a copy of it is
     */
    record Piece(StoredValue value, int from, int length, boolean isWhole) {
        static Piece inline(int length) {
            return new Piece(null, 0, length, false);
        }

        static Piece range(StoredValue value, int from, int length) {
            return new Piece(value, from, length, false);
        }

        static Piece whole(StoredValue value) {
            return new Piece(value, 0, value.length(), true);
        }

        private TaskPart part() {
            if (value == null) {
                return TaskPart.inline(length);
            }
            return TaskPart.stored(value.descriptor(), from, isWhole ? value.length() : length);
        }
    }

    /** Takes over one hold, for readers, on the value of each piece that has one; {@link #onTaskEnded} ends it. */
    StoredArguments(byte[] inline, List<Piece> pieces) {
        this.inline = inline;
        this.pieces = List.copyOf(pieces);
        refresh();
    }

    /** The same arguments for another task, or null if a value is gone for good. */
    StoredArguments again() {
        List<StoredValue> held = new ArrayList<>(pieces.size());
        for (StoredValue value : values()) {
            boolean isHeld = value.isOwn() ? value.retainForReaders() : value.retainOrRevive();
            if (!isHeld) {
                held.forEach(StoredValue::releaseFromReaders);
                return null;
            }
            held.add(value);
        }
        return new StoredArguments(inline, pieces);
    }

    /** The bytes of the inline parts. */
    byte[] inline() {
        return inline;
    }

    /** Where the arguments are, as of the last {@link #refresh}. */
    TaskPart[] parts() {
        return parts;
    }

    /** Copies of values are in other places now. */
    void refresh() {
        TaskPart[] current = new TaskPart[pieces.size()];
        for (int i = 0; i < current.length; i++) {
            current[i] = pieces.get(i).part();
        }
        parts = current;
    }

    /** Values in the store, each as often as it is among the arguments. */
    List<StoredValue> values() {
        return pieces.stream().map(Piece::value).filter(value -> value != null).toList();
    }

    /** Whether there is a copy of each value, as far as is known. */
    boolean areThere() {
        for (Piece piece : pieces) {
            if (piece.value() != null && !piece.value().isThere()) {
                return false;
            }
        }
        return true;
    }

    /** Counts that a worker did not find them; returns how often that was. */
    int onLost() {
        return timesLost.incrementAndGet();
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
            values().forEach(StoredValue::releaseFromReaders);
        }
    }
}
