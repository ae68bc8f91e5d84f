package io.remex.transport;

import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.remex.protocol.sbe.MessageHeaderEncoder;
import io.remex.protocol.sbe.ObjectValueEncoder;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.protocol.sbe.TaskItemEncoder;
import io.remex.protocol.sbe.TaskResultEncoder;

/**
 * The worker's half of a result stream. The stream may be used by all slots of the lane at once; each slot has its own
 * {@link Sender}.
 */
public final class ResultPublisher implements AutoCloseable {
    private final SendingStream publication;

    /** Adds the stream; takes some milliseconds. */
    public ResultPublisher(DataPlane dataPlane, PeerNode peer, int streamId) {
        this.publication = dataPlane.addSharedLanePublication(peer, streamId);
    }

    /** Whether a send that returned this may succeed later: the stream is full now, or turns a page. Otherwise nobody listens. */
    public static boolean isWorthRetrying(long position) {
        return position == Publication.BACK_PRESSURED || position == Publication.ADMIN_ACTION;
    }

    /** The flyweights of one thread. */
    public Sender newSender() {
        return new Sender(publication);
    }

    /** Whether the caller listens. */
    public boolean isConnected() {
        return publication.isConnected();
    }

    @Override
    public void close() {
        publication.close();
    }

    /** Encodes and sends; for one thread. Each method returns a position, or a negative constant of {@link Publication}. */
    public static final class Sender {
        private final SendingStream publication;
        private final BufferClaim claim = new BufferClaim();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private final TaskResultEncoder result = new TaskResultEncoder();
        private final TaskItemEncoder item = new TaskItemEncoder();
        private final ObjectValueEncoder objectValue = new ObjectValueEncoder();

        Sender(SendingStream publication) {
            this.publication = publication;
        }

        /** Sends the outcome of a task. */
        public long sendResult(
                long laneSequence, long taskSequence, long runNs, OutcomeKind outcome, byte[] payload, int length) {
            int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH
                    + TaskResultEncoder.BLOCK_LENGTH
                    + TaskResultEncoder.payloadHeaderLength()
                    + length;
            long position = publication.tryClaim(messageBytes, claim);
            if (position > 0) {
                result.wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                        .laneSequence(laneSequence)
                        .taskSequence(taskSequence)
                        .runNs(runNs)
                        .outcome(outcome)
                        .putPayload(payload, 0, length);
                return publication.commit(claim, position);
            }
            return position;
        }

        /** Sends one of several results of a task. */
        public long sendItem(
                long laneSequence, long taskSequence, long index, OutcomeKind outcome, byte[] payload, int length) {
            int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH
                    + TaskItemEncoder.BLOCK_LENGTH
                    + TaskItemEncoder.payloadHeaderLength()
                    + length;
            long position = publication.tryClaim(messageBytes, claim);
            if (position > 0) {
                item.wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                        .laneSequence(laneSequence)
                        .taskSequence(taskSequence)
                        .index(index)
                        .outcome(outcome)
                        .putPayload(payload, 0, length);
                claim.commit();
            }
            return position;
        }

        /** Sends the outcome of an object that was referred to. */
        public long sendObject(long owner, long sequence, OutcomeKind outcome, byte[] payload, int length) {
            long position = publication.tryClaim(ObjectMessages.lengthBytes(length), claim);
            if (position > 0) {
                ObjectMessages.encode(objectValue, header, claim, owner, sequence, outcome, payload, length);
                return publication.commit(claim, position);
            }
            return position;
        }
    }
}
