package io.remex.transport;

import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.remex.protocol.sbe.MessageHeaderEncoder;
import io.remex.protocol.sbe.PartKind;
import io.remex.protocol.sbe.TaskEncoder;

/**
 * The caller's half of a task stream: encodes tasks straight into the log buffer. For one thread at a time, under the lock of the
 * lane's owner; closed by a control thread under the same lock.
 */
public final class TaskPublisher implements AutoCloseable {
    private static final byte[] NO_OBJECT = new byte[TaskEncoder.PartsEncoder.descriptorLength()];

    private final SendingStream publication;
    private final BufferClaim claim = new BufferClaim();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TaskEncoder task = new TaskEncoder();

    /** Adds the stream; takes some milliseconds. */
    public TaskPublisher(DataPlane dataPlane, int streamId) {
        this.publication = dataPlane.addLanePublication(streamId);
    }

    /** Whether the worker listens. */
    public boolean isConnected() {
        return publication.isConnected();
    }

    /** Whether the worker listens and there is room. */
    public boolean isReady() {
        return publication.isConnected() && publication.hasRoom();
    }

    /** As the other, with an array that is full. */
    public long send(
            long laneSequence,
            long taskSequence,
            long functionId,
            long fingerprint,
            long remainingNs,
            int attempt,
            TaskPart[] parts,
            byte[] arguments) {
        return send(
                laneSequence,
                taskSequence,
                functionId,
                fingerprint,
                remainingNs,
                attempt,
                parts,
                arguments,
                arguments.length);
    }

    /**
     * Sends one task.
     *
     * @param parts what the arguments are made of; {@link TaskPart#NONE} if they are all inline
     * @param arguments the inline bytes, of which the first {@code length} count
     * @return a positive position, or what is in the way: {@link io.aeron.Publication#BACK_PRESSURED} and
     *     {@link io.aeron.Publication#ADMIN_ACTION} (try again later), {@link io.aeron.Publication#NOT_CONNECTED} and
     *     {@link io.aeron.Publication#CLOSED} (the lane is lost)
     */
    public long send(
            long laneSequence,
            long taskSequence,
            long functionId,
            long fingerprint,
            long remainingNs,
            int attempt,
            TaskPart[] parts,
            byte[] arguments,
            int length) {
        int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH
                + TaskEncoder.BLOCK_LENGTH
                + TaskEncoder.PartsEncoder.sbeHeaderSize()
                + TaskPart.encodedBytes(parts.length)
                + TaskEncoder.argumentsHeaderLength()
                + length;
        long position = publication.tryClaim(messageBytes, claim);
        if (position == Publication.ADMIN_ACTION) {
            position = publication.tryClaim(messageBytes, claim); // the page was turned, which takes one call
        }
        if (position > 0) {
            task.wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                    .laneSequence(laneSequence)
                    .taskSequence(taskSequence)
                    .functionId(functionId)
                    .fingerprint(fingerprint)
                    .remainingNs(remainingNs)
                    .attempt(attempt);
            putParts(task.partsCount(parts.length), parts);
            task.putArguments(arguments, 0, length);
            claim.commit();
        }
        return position;
    }

    private static void putParts(TaskEncoder.PartsEncoder encoder, TaskPart[] parts) {
        for (TaskPart part : parts) {
            encoder.next()
                    .kind(part.isInline() ? PartKind.INLINE : PartKind.STORED)
                    .offset(part.offset())
                    .length(part.length());
            encoder.putDescriptor(part.isInline() ? NO_OBJECT : part.object(), 0, NO_OBJECT.length);
        }
    }

    @Override
    public void close() {
        publication.close();
    }
}
