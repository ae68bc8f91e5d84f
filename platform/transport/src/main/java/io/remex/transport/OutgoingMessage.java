package io.remex.transport;

import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One message on its way into a stream: encoded straight into the log buffer where it fits one frame, which over shared memory is
 * always so; otherwise in memory of its own, from where it is sent in fragments. Data plane; for one thread at a time.
 */
final class OutgoingMessage {
    private static final long MEANWHILE_ROOM = 1;

    private final Publication publication;
    private final BufferClaim claim = new BufferClaim();
    private UnsafeBuffer fragmented;
    private int fragmentedBytes;
    private long position;

    OutgoingMessage(Publication publication) {
        this.publication = publication;
    }

    /** Asks for room; a positive number if there is, otherwise a negative constant of {@link Publication}. */
    long begin(int bytes) {
        if (bytes > publication.maxPayloadLength()) {
            return beginFragmented(bytes);
        }
        fragmentedBytes = 0;
        position = publication.tryClaim(bytes, claim);
        return position;
    }

    private long beginFragmented(int bytes) {
        if (bytes > MessageLimits.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("a message of " + bytes + " bytes");
        }
        long window = publication.availableWindow();
        if (window < bytes) {
            return window < 0
                    ? window
                    : publication.isConnected() ? Publication.BACK_PRESSURED : Publication.NOT_CONNECTED;
        }
        if (fragmented == null) {
            fragmented = new UnsafeBuffer(new byte[MessageLimits.MAX_MESSAGE_BYTES]);
        }
        fragmentedBytes = bytes;
        return MEANWHILE_ROOM;
    }

    /** Where to encode, after {@link #begin} has found room. */
    MutableDirectBuffer buffer() {
        return fragmentedBytes == 0 ? claim.buffer() : fragmented;
    }

    /** From where on. */
    int offset() {
        return fragmentedBytes == 0 ? claim.offset() : 0;
    }

    /** Sends what was encoded; a position, or a negative constant of {@link Publication} if the room is gone again. */
    long end() {
        if (fragmentedBytes == 0) {
            claim.commit();
            return position;
        }
        long offered = publication.offer(fragmented, 0, fragmentedBytes);
        return offered == Publication.ADMIN_ACTION ? publication.offer(fragmented, 0, fragmentedBytes) : offered;
    }
}
