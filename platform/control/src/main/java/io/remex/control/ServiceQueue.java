package io.remex.control;

/** The way from the threads of the peers to the thread of the scheduler. Thread safe; nothing blocks. */
interface ServiceQueue {
    /**
     * A message to be handled.
     *
     * @return false if there is no room for it
     */
    <M> boolean message(ServiceStream<M, ?> stream, M message);

    /** The peer is gone; never dropped. */
    void lost(ServiceStream<?, ?> stream, String reason);

    /** The peer sends faster than its messages can be handled; never dropped. */
    void overflow(ServiceStream<?, ?> stream, String reason);
}
