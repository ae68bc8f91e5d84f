package io.remex.client;

import io.remex.objectstore.ObjectDescriptor;
import io.remex.objectstore.StoredObject;
import io.remex.spi.ObjectExchange;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * An object of the store as the caller counts it: held by the references that have it as their value, by each task in flight that
 * reads it, by lineage, and by each borrower. Whoever lets go last gives the memory back. A value that was lost stays the same one while
 * it is made again: only its copy is another then. Any thread; holds and the copy are guarded by the monitor.
 */
final class StoredValue {
    private final StoredObject own;
    private final ObjectExchange.Loan loan;
    private final BooleanSupplier isHolderGone;
    private volatile ObjectDescriptor descriptor;
    /** Gives the copy back; null while there is none: it is lost, or nobody holds the value. */
    private volatile Runnable free;

    private volatile Lineage lineage;
    private volatile String whyNotAgain;
    private Reconstruction<?> reconstruction;
    private int holds = 1;

    private StoredValue(
            ObjectDescriptor descriptor,
            Runnable free,
            StoredObject own,
            ObjectExchange.Loan loan,
            BooleanSupplier isHolderGone) {
        this.isHolderGone = isHolderGone;
        this.descriptor = descriptor;
        this.free = free;
        this.own = own;
        this.loan = loan;
        this.whyNotAgain =
                own != null ? "only results of tasks can be made again" : "the program that owns it has to do that";
    }

    /** An object of this process's arena, which {@code free} frees; held once, by whoever calls. */
    static StoredValue own(StoredObject object, Runnable free) {
        return new StoredValue(object.descriptor(), free, object, null, () -> false);
    }

    /**
     * An object that a worker holds for this caller until {@code free} tells it; held once, by whoever calls.
     *
     * @param isHolderGone whether the worker is gone
     */
    static StoredValue heldElsewhere(ObjectDescriptor descriptor, Runnable free, BooleanSupplier isHolderGone) {
        return new StoredValue(descriptor, free, null, null, isHolderGone);
    }

    /** An object that another process lends to this one; held once, by whoever calls, and given back with the last hold. */
    static StoredValue borrowed(ObjectDescriptor descriptor, ObjectExchange.Loan loan) {
        return new StoredValue(descriptor, loan::giveBack, null, loan, loan::isLenderGone);
    }

    /** Where it is now, or was last. */
    ObjectDescriptor descriptor() {
        return descriptor;
    }

    /** Length of the encoded value. */
    int length() {
        return (int) descriptor.length();
    }

    /** Whether this process wrote it. */
    boolean isOwn() {
        return own != null;
    }

    /** Whether another process lends it to this one. */
    boolean isBorrowed() {
        return loan != null;
    }

    /** What it was lent by; null if it was not. */
    ObjectExchange.Loan loan() {
        return loan;
    }

    /** Whether the process that held it is gone; what is left of it can be read until somebody sweeps it away. */
    boolean isHolderGone() {
        return isHolderGone.getAsBoolean();
    }

    /** Whether there is a copy, as far as is known. */
    boolean isThere() {
        return free != null;
    }

    /** What it can be made again from; null if there is no such thing. */
    Lineage lineage() {
        return lineage;
    }

    /** Before anybody else knows the value: what it can be made again from; becomes this value's use of it. */
    void lineage(Lineage newLineage) {
        lineage = newLineage;
    }

    /** Why it cannot be made again, if it cannot. */
    String whyNotAgain() {
        return whyNotAgain;
    }

    void whyNotAgain(String reason) {
        whyNotAgain = reason;
    }

    /** Holds it once more; returns false if nobody held it any more. */
    synchronized boolean retain() {
        if (holds == 0) {
            return false;
        }
        holds++;
        return true;
    }

    /** As {@link #retain}; a value that nobody held any more is one without a copy again if it can be made. */
    synchronized boolean retainOrRevive() {
        if (holds == 0 && (lineage == null || !lineage.use())) {
            return false;
        }
        holds++;
        return true;
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
        Runnable unneeded;
        synchronized (this) {
            if (--holds > 0) {
                return;
            }
            unneeded = free;
            free = null;
        }
        if (unneeded != null) {
            unneeded.run();
        }
        if (lineage != null) {
            lineage.release();
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

    /** The copy that was there cannot be read; a newer one is not touched. */
    void onLost(ObjectDescriptor copy) {
        Runnable unneeded;
        synchronized (this) {
            if (own != null || free == null || !descriptor.equals(copy)) {
                return;
            }
            unneeded = free;
            free = null;
        }
        unneeded.run();
    }

    /**
     * The task that makes it again: the one that does so already, or a new one, which the caller has to begin.
     *
     * @return null if there is a copy
     */
    synchronized Reconstruction<?> reconstruction(Supplier<Reconstruction<?>> maker) {
        if (free != null) {
            return null;
        }
        if (reconstruction == null) {
            reconstruction = maker.get();
        }
        return reconstruction;
    }

    /**
     * The task that was to make it again has ended.
     *
     * @param made the new copy, held for this value; null if there is none
     */
    void onReconstructed(StoredValue made) {
        synchronized (this) {
            reconstruction = null;
            if (made != null && holds > 0 && free == null) {
                descriptor = made.descriptor();
                free = made::release;
                return;
            }
        }
        if (made != null) {
            made.release();
        }
    }

    /** Whether anybody here holds it. */
    synchronized boolean isHeld() {
        return holds > 0;
    }

    /** How often it is held; for tests. */
    synchronized int holdCount() {
        return holds;
    }
}
