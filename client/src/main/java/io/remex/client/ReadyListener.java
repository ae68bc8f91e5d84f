package io.remex.client;

/**
 * Hears once that a reference has an outcome. Called by whoever brought the outcome, often inside a poll: it hands on and never
 * runs code of the user. A node of the reference's list.
 */
abstract class ReadyListener {
    ReadyListener next;

    /** @param outcome an encoded value ({@code byte[]}), a {@link StoredHandle} or a {@link io.remex.protocol.Failure}; what the reference has later may differ */
    abstract void onReady(Object outcome);

    /** Whether nobody is interested any more, so that it can be dropped. */
    boolean isDead() {
        return false;
    }
}
