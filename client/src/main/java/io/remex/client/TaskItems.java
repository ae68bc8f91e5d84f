package io.remex.client;

import io.remex.protocol.Failure;

/** What becomes of the several results of one task. */
interface TaskItems {

    /**
     * An item came; under the poll lock of the lane.
     *
     * @param value an encoded value ({@code byte[]}), or a {@link StoredValue} whose hold becomes this one's
     * @param sizeBytes of the encoded value
     * @return what is wrong with the message, or null
     */
    String onItem(CallerLane lane, long index, Object value, long sizeBytes);

    /** The task has ended well with so many items; under the poll lock of the lane. Returns a failure if that cannot be, or null. */
    Failure check(long count);

    /** The task has its outcome, a failure or null for success; on any thread, once or more. */
    void onTaskEnded(Failure failure);
}
