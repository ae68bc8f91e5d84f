package io.remex.client;

import io.remex.objectstore.ObjectDescriptor;
import io.remex.objectstore.StoredObject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * An object of the store as the caller counts it: held by the references that have it as their value, by each task in flight that
 * reads it, and by each borrower. Whoever lets go last gives the memory back. Any thread.
 */
final class StoredValue {
    private final ObjectDescriptor descriptor;
    private final Runnable free;
    private final StoredObject own;
    private final boolean isBorrowed;
    private final BooleanSupplier isLost;
    private final AtomicInteger holds = new AtomicInteger(1);

    private StoredValue(
            ObjectDescriptor descriptor, Runnable free, StoredObject own, boolean isBorrowed, BooleanSupplier isLost) {
        this.isLost = isLost;
        this.descriptor = descriptor;
        this.free = free;
        this.own = own;
        this.isBorrowed = isBorrowed;
    }

    /** An object of this process's arena, which {@code free} frees; held once, by whoever calls. */
    static StoredValue own(StoredObject object, Runnable free) {
        return new StoredValue(object.descriptor(), free, object, false, () -> false);
    }

    /**
     * An object that a worker holds for this caller until {@code free} tells it; held once, by whoever calls.
     *
     * @param isLost whether the worker is gone
     */
    static StoredValue heldElsewhere(ObjectDescriptor descriptor, Runnable free, BooleanSupplier isLost) {
        return new StoredValue(descriptor, free, null, false, isLost);
    }

    /** An object that its owner keeps only while the task runs that it was borrowed for; held once, by whoever calls. */
    static StoredValue borrowed(ObjectDescriptor descriptor) {
        return new StoredValue(descriptor, () -> {}, null, true, () -> false);
    }

    ObjectDescriptor descriptor() {
        return descriptor;
    }

    /** Length of the encoded value. */
    int length() {
        return (int) descriptor.length();
    }

    /** Whether nobody keeps it for this process beyond the task that runs. */
    boolean isBorrowed() {
        return isBorrowed;
    }

    /** Whether it went with the process that held it. */
    boolean isLost() {
        return isLost.getAsBoolean();
    }

    /** Holds it once more; returns false if nobody held it any more. */
    boolean retain() {
        int current = holds.get();
        while (current > 0) {
            if (holds.compareAndSet(current, current + 1)) {
                return true;
            }
            current = holds.get();
        }
        return false;
    }

    /** As {@link #retain}, for readers in other processes: it also stays where it is in memory. */
    boolean retainForReaders() {
        if (!retain()) {
            return false;
        }
        if (own != null) {
            own.pin();
        }
        return true;
    }

    /** Lets go of it once. */
    void release() {
        if (holds.decrementAndGet() == 0) {
            free.run();
        }
    }

    /** Ends a {@link #retainForReaders}. */
    void releaseFromReaders() {
        if (own != null) {
            own.unpin();
        }
        release();
    }

    /** Lets go of the value of an item that nobody wants: bytes, or one of these. */
    static void letGo(Object value) {
        if (value instanceof StoredValue stored) {
            stored.release();
        }
    }

    /** How often it is held; for tests. */
    int holdCount() {
        return holds.get();
    }
}
