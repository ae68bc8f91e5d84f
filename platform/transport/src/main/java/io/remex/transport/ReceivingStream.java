package io.remex.transport;

import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.FragmentHandler;

/** The receiving half of a stream, as a {@link DataPlane} adds it; for one thread at a time. Data plane. */
public interface ReceivingStream extends AutoCloseable {

    /** Whether a sender is there. */
    boolean isConnected();

    /** Gives at most {@code limit} messages to the handler; returns how many there were. */
    int poll(FragmentHandler handler, int limit);

    /** As {@link #poll}, for a handler that may refuse a message, which then comes again. */
    int controlledPoll(ControlledFragmentHandler handler, int limit);

    /** Ends this half; does not throw. */
    @Override
    void close();
}
