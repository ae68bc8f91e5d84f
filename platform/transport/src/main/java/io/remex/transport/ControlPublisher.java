package io.remex.transport;

import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.remex.protocol.sbe.CancelTaskEncoder;
import io.remex.protocol.sbe.MessageHeaderEncoder;
import io.remex.protocol.sbe.ObjectValueEncoder;
import io.remex.protocol.sbe.OutcomeKind;
import org.agrona.CloseHelper;

/** A caller's half of a worker's control stream. For one thread: the caller's control thread. */
public final class ControlPublisher implements AutoCloseable {
    private final Publication publication;
    private final BufferClaim claim = new BufferClaim();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CancelTaskEncoder cancelTask = new CancelTaskEncoder();
    private final ObjectValueEncoder objectValue = new ObjectValueEncoder();

    /** Adds the stream; takes some milliseconds. */
    public ControlPublisher(DataPlane dataPlane, int streamId) {
        this.publication = dataPlane.addControlPublication(streamId);
    }

    /** Whether the worker listens. */
    public boolean isConnected() {
        return publication.isConnected();
    }

    /** Says that nobody wants a result any more; returns a position or a negative constant of {@link Publication}. */
    public long sendCancel(long lease, long laneSequence, long taskSequence) {
        long position =
                publication.tryClaim(MessageHeaderEncoder.ENCODED_LENGTH + CancelTaskEncoder.BLOCK_LENGTH, claim);
        if (position > 0) {
            cancelTask
                    .wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                    .lease(lease)
                    .laneSequence(laneSequence)
                    .taskSequence(taskSequence);
            claim.commit();
        }
        return position;
    }

    /** Sends the outcome of an object that was referred to; returns a position or a negative constant of {@link Publication}. */
    public long sendObject(long owner, long sequence, OutcomeKind outcome, byte[] payload, int length) {
        long position = publication.tryClaim(ObjectMessages.lengthBytes(length), claim);
        if (position > 0) {
            ObjectMessages.encode(objectValue, header, claim, owner, sequence, outcome, payload, length);
            claim.commit();
        }
        return position;
    }

    @Override
    public void close() {
        CloseHelper.quietClose(publication);
    }
}
