package io.remex.protocol.link;

/**
 * The receiving half of a control stream. Called by one thread at a time; must not block.
 *
 * @param <C> what is received
 */
public interface ControlStreamListener<C> {

    /** The next message, in order. */
    void onCommand(C command);

    /** The stream is lost; called at most once, and nothing follows. Not called after {@link ControlStream#close()}. */
    void onLost(String reason);
}
