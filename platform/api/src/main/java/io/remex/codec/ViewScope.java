package io.remex.codec;

/**
 * How long views of a value's bytes may be read: every view asks its scope before each read, so that memory can go to something else once the
 * scope is closed. A worker closes the scope of a task's arguments at the end of the task, a caller that of a reference's value
 * when the reference is released. Any thread.
 */
public final class ViewScope {
    /** Reachable for as long as a view is: what holds the memory must not be collected before. */
    @SuppressWarnings("unused")
    private final Object holder;

    private final String closedMessage;
    private volatile boolean closed;

    /**
     * An open scope.
     *
     * @param holder what must stay reachable while a view is; null if nothing has to
     * @param closedMessage what a read says after the scope was closed
     */
    public ViewScope(Object holder, String closedMessage) {
        this.holder = holder;
        this.closedMessage = closedMessage;
    }

    /**
     * Asked by views before each read.
     *
     * @throws IllegalStateException the scope is closed
     */
    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException(closedMessage);
        }
    }

    /** Whether views may be read. */
    public boolean isOpen() {
        return !closed;
    }

    /** Ends it; again: does nothing. */
    public void close() {
        closed = true;
    }
}
