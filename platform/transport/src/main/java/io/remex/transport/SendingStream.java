package io.remex.transport;

import io.aeron.logbuffer.BufferClaim;

/** The sending half of a stream, as a {@link DataPlane} adds it; which threads may use it is said there. Data plane. */
public interface SendingStream extends AutoCloseable {

    /** Whether somebody listens. */
    boolean isConnected();

    /** Whether there is room for at least a short message now. */
    boolean hasRoom();

    /** Claims room for one message, as {@link io.aeron.Publication#tryClaim}: a position, or a negative constant from there. */
    long tryClaim(int lengthBytes, BufferClaim claim);

    /** Ends this half; does not throw. */
    @Override
    void close();
}
