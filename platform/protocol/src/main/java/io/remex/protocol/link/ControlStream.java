package io.remex.protocol.link;

/**
 * The sending half of a control stream. Thread safe; messages arrive in the order in which {@link #send} was called.
 *
 * @param <M> what is sent
 */
public interface ControlStream<M> extends AutoCloseable {

    /** Sends a message, or drops it when the stream is lost; the listener has been or will be told. Never blocks. */
    void send(M message);

    /** Ends the stream; the listener hears nothing more. Idempotent. */
    @Override
    void close();
}
