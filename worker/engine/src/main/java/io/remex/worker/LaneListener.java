package io.remex.worker;

/** Hears what becomes of lanes. Called on any thread; must not block. */
interface LaneListener {

    /** The lane has so many slots now, as asked. */
    void onResized(long lease, int slots);

    /** No slot of the lane runs any more; its streams are closed. */
    void onClosed(long lease);

    /** So many of its slots wait in a {@code get}. */
    void onBlocked(long lease, int count);
}
