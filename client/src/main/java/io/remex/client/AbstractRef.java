package io.remex.client;

import io.remex.ErrorCode;
import io.remex.GetTimeoutException;
import io.remex.ObjectLostException;
import io.remex.ObjectRef;
import io.remex.RemexException;
import io.remex.codec.Codec;
import io.remex.protocol.Failure;
import io.remex.spi.ReferenceCarrier;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What all references share: an outcome that is set once, and listeners that hear of it once. Lock free; the first outcome wins
 * and later ones are dropped, which is what makes a result exactly-once to its reader.
 */
abstract class AbstractRef<T> implements ObjectRef<T> {
    private static final VarHandle OUTCOME;
    private static final VarHandle LISTENERS;
    private static final VarHandle KEPT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OUTCOME = lookup.findVarHandle(AbstractRef.class, "outcome", Object.class);
            LISTENERS = lookup.findVarHandle(AbstractRef.class, "listeners", ReadyListener.class);
            KEPT = lookup.findVarHandle(AbstractRef.class, "kept", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int MAX_UNLINKED = 16;
    private static final Object RELEASED = new Object();
    /** The outcome of a reference that has its encoded value in itself. */
    private static final Object SMALL = new Object();

    private static final ReadyListener CLOSED = new ReadyListener() {
        @Override
        void onReady(Object outcome) {
            throw new IllegalStateException("the end of the list is no listener");
        }
    };

    private final CallerRuntime runtime;
    /**
     * Null while pending; then an encoded value ({@code byte[]}, or {@link #SMALL}), a {@link StoredHandle} of one in the store, a
     * {@link Failure}, or {@link #RELEASED}.
     */
    private volatile Object outcome;

    private volatile ReadyListener listeners;
    private volatile boolean isReleaseAsked;
    /**
     * What stays while the value can be read again: the {@link LentValue} of one with views, or else the decoded value when it has
     * references inside, which must not be forgotten.
     */
    private volatile Object kept;

    AbstractRef(CallerRuntime runtime) {
        this.runtime = runtime;
    }

    /** The codec of the encoded value. */
    abstract Codec<T> codec();

    /** Whether values can have references of other owners inside. */
    abstract boolean bringsReferences();

    /** Who brings the references inside a value; null if it can have none. */
    abstract ReferenceCarrier carrier();

    /** What a value that this program has put holds; null if nothing, or if it is no such value. */
    HeldReferences heldReferences() {
        return null;
    }

    /** Keeps the references inside a value for as long as this one. */
    final void keepReferences(Object value) {
        if (kept instanceof LentValue lent) {
            lent.keepReferences(value);
        } else if (hasOutcome() && outcome != RELEASED) {
            kept = value;
        }
    }

    /** Whether values are, or can have inside, views of their bytes. */
    abstract boolean lendsViews();

    /** The value that there are views of; null while there are none. */
    final LentValue lentValue() {
        return kept instanceof LentValue lent ? lent : null;
    }

    /** Keeps a value that views are going to be of, until the reference is released; returns the one that is kept. */
    final LentValue lend(LentValue candidate) {
        Object before = KEPT.compareAndExchange(this, null, candidate);
        if (before instanceof LentValue lent) {
            candidate.close();
            return lent;
        }
        if (outcome == RELEASED) {
            candidate.close(); // whoever released it may have come before there was something to close
        }
        return candidate;
    }

    /** Larger than that of any reference that this runtime made before; 0 if another process made it. */
    long order() {
        return 0;
    }

    /** What the reference is of, for errors. */
    abstract String description();

    final CallerRuntime runtime() {
        return runtime;
    }

    /** Sets the value; returns false if there is an outcome already. */
    final boolean completeValue(byte[] encoded) {
        return complete(encoded);
    }

    /** As {@link #completeValue}, for a value that the reference has in itself already. */
    final boolean completeSmall() {
        return complete(SMALL);
    }

    /** A copy of the value that was completed by {@link #completeSmall}. */
    byte[] smallValue() {
        throw new IllegalStateException("this reference has no value in itself");
    }

    /** Decodes the value that was completed by {@link #completeSmall}. */
    T readSmallValue() {
        throw new IllegalStateException("this reference has no value in itself");
    }

    /** Sets a value that is in the store, and takes over the hold on it; returns false if there is an outcome already. */
    final boolean completeStored(StoredValue value) {
        StoredHandle handle = new StoredHandle(value);
        boolean first = complete(handle);
        if (!first) {
            handle.release();
        }
        return first;
    }

    /** Sets a failure; returns false if there is an outcome already. */
    final boolean completeFailure(Failure failure) {
        return complete(failure);
    }

    private boolean complete(Object newOutcome) {
        if (!OUTCOME.compareAndSet(this, null, newOutcome)) {
            return false;
        }
        onCompleted();
        ReadyListener listener = (ReadyListener) LISTENERS.getAndSet(this, CLOSED);
        Object heard = listener != null && newOutcome == SMALL ? smallValue() : newOutcome;
        while (listener != null) {
            ReadyListener next = listener.next;
            listener.next = null;
            listener.onReady(heard);
            listener = next;
        }
        if (isReleaseAsked) {
            dropValue();
        }
        return true;
    }

    /** Called once, by whoever completes it, before listeners hear of it. */
    void onCompleted() {}

    /** Adds a listener, which hears at once if the outcome is there. A listener is added to one reference only. */
    final void listen(ReadyListener listener) {
        while (true) {
            ReadyListener head = listeners;
            if (head == CLOSED) {
                Object value = valueOrNull();
                listener.onReady(value != null ? value : failureOrNull());
                return;
            }
            while (head != null && head.isDead()) {
                ReadyListener next = head.next;
                if (!LISTENERS.compareAndSet(this, head, next)) {
                    break;
                }
                head = next;
            }
            listener.next = head;
            if (LISTENERS.compareAndSet(this, head, listener)) {
                unlinkDead(head);
                return;
            }
        }
    }

    /**
     * Drops some of those behind a live one that nobody waits for any more: more of them than are added at a time, so that they do
     * not pile up. Races only with others who do the same: none of them ever skips a live listener.
     */
    private static void unlinkDead(ReadyListener first) {
        ReadyListener live = first;
        for (int i = 0; i < MAX_UNLINKED && live != null; i++) {
            ReadyListener next = live.next;
            if (next != null && next.isDead()) {
                live.next = next.next;
            } else {
                live = next;
            }
        }
    }

    /** How many listeners are linked, dead ones included; for tests. */
    final int listenerCount() {
        int count = 0;
        for (ReadyListener listener = listeners; listener != null && listener != CLOSED; listener = listener.next) {
            count++;
        }
        return count;
    }

    /** The encoded value, {@code byte[]} or {@link StoredHandle}; null if there is none. */
    final Object valueOrNull() {
        Object current = outcome;
        if (current == SMALL) {
            return smallValue();
        }
        return current instanceof byte[] || current instanceof StoredHandle ? current : null;
    }

    /** The failure, or null if there is none. */
    final Failure failureOrNull() {
        Object current = outcome;
        if (current == RELEASED) {
            return Failure.of(ErrorCode.OBJECT_LOST, description() + " was released by this program");
        }
        return current instanceof Failure failure ? failure : null;
    }

    @Override
    public final boolean isReady() {
        runtime.requireOpen();
        if (outcome == null) {
            runtime.polling().pollOnce();
        }
        return outcome != null;
    }

    final boolean hasOutcome() {
        return outcome != null;
    }

    @Override
    public final T get() {
        return get(Waits.FOREVER_NS);
    }

    @Override
    public final T get(Duration timeout) {
        return get(Waits.timeoutNs(timeout));
    }

    private T get(long timeoutNs) {
        runtime.requireOpen();
        long startNs = timeoutNs == Waits.FOREVER_NS ? 0 : System.nanoTime();
        if (outcome == null && !runtime.waits().await(this, timeoutNs)) {
            throw notReady(timeoutNs);
        }
        return outcomeValue(timeoutNs, startNs);
    }

    private GetTimeoutException notReady(long timeoutNs) {
        return new GetTimeoutException(description() + " is not ready after " + Duration.ofNanos(timeoutNs)
                + "; the task goes on: call get again, or cancel it");
    }

    /**
     * The value, or the failure as an exception; only when there is an outcome.
     *
     * @param timeoutNs how long the caller waits in all, also for a value that was lost and is made again, however often
     * @param startNs since when; not looked at if it waits for ever
     */
    final T outcomeValue(long timeoutNs, long startNs) {
        while (true) {
            runtime.requireOpen();
            if (outcome == SMALL) {
                return readSmallValue();
            }
            Object value = valueOrNull();
            if (value == null) {
                throw exception();
            }
            try {
                return runtime.values().decode(this, value);
            } catch (ObjectLostException e) {
                TaskRef<?> again = runtime.reconstructions().recover(this, value, e);
                if (again != null && !runtime.waits().await(again, Waits.leftNs(timeoutNs, startNs))) {
                    throw notReady(timeoutNs);
                }
            }
        }
    }

    private RemexException exception() {
        return FailureExceptions.exception(failureOrNull());
    }

    @Override
    public final CompletableFuture<T> toCompletableFuture() {
        runtime.requireOpen();
        CompletableFuture<T> future = new CompletableFuture<>();
        listen(new ReadyListener() {
            @Override
            void onReady(Object ready) {
                runtime.callback(() -> completeFuture(future, ready));
            }
        });
        runtime.polling().onUnattended();
        return future;
    }

    private void completeFuture(CompletableFuture<T> future, Object ready) {
        try {
            runtime.requireOpen();
            if (ready instanceof Failure failure) {
                future.completeExceptionally(FailureExceptions.exception(failure));
            } else {
                future.complete(runtime.values().decode(this, ready));
            }
        } catch (ObjectLostException e) {
            completeAgain(future, ready, e);
        } catch (Throwable t) { // decoding runs code of user classes
            future.completeExceptionally(t);
        }
    }

    private void completeAgain(CompletableFuture<T> future, Object ready, ObjectLostException error) {
        try {
            TaskRef<?> again = runtime.reconstructions().recover(this, ready, error);
            if (again == null) {
                runtime.callback(() -> completeFuture(future, ready));
            } else {
                again.listen(new ReadyListener() {
                    @Override
                    void onReady(Object outcome) {
                        runtime.callback(() -> completeFuture(future, ready));
                    }
                });
            }
        } catch (RemexException e) {
            future.completeExceptionally(e);
        }
    }

    @Override
    public final void release() {
        isReleaseAsked = true;
        if (listeners == CLOSED) {
            dropValue(); // otherwise whoever completes it does, once those who listened have the value
        }
    }

    private void dropValue() {
        Object current = outcome;
        boolean released = (current == SMALL || current instanceof byte[] || current instanceof StoredHandle)
                && OUTCOME.compareAndSet(this, current, RELEASED);
        if (KEPT.getAndSet(this, null) instanceof LentValue lent) {
            lent.close();
        }
        if (released && current instanceof StoredHandle handle) {
            handle.release();
        }
        if (released) {
            onReleased();
        }
    }

    /** Called once, when the value was there and is let go of. */
    void onReleased() {}

    @Override
    public final String toString() {
        return "ObjectRef[" + id() + ' ' + description() + (hasOutcome() ? " ready]" : " pending]");
    }
}
