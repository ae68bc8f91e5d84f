package io.remex.client;

import java.lang.ref.Cleaner;

/**
 * A reference's hold on its stored value: ends when the reference is released, or when the garbage collector finds that user code
 * forgot it. Any thread.
 */
final class StoredHandle {
    static final Cleaner CLEANER = Cleaner.create(task -> {
        Thread thread = new Thread(task, "remex-caller-cleaner");
        thread.setDaemon(true);
        return thread;
    });

    private final StoredValue value;
    private final Cleaner.Cleanable cleanable;

    /** Takes over one hold on the value. */
    StoredHandle(StoredValue value) {
        this.value = value;
        this.cleanable = CLEANER.register(this, value::release);
    }

    StoredValue value() {
        return value;
    }

    /** Lets go of the value; again: does nothing. */
    void release() {
        cleanable.clean();
    }
}
