package io.remex.transport;

import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import org.agrona.BitUtil;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The sending half of a stream to another node. A message that fits one datagram is encoded straight into the log buffer, as on shared
 * memory; a longer one in memory of its own, from where it is sent in fragments.
 */
record NetworkSendingStream(Publication publication) implements SendingStream {
    @Override
    public boolean isConnected() {
        return publication.isConnected();
    }

    @Override
    public boolean hasRoom() {
        return publication.availableWindow() > 0;
    }

    @Override
    public long tryClaim(int lengthBytes, BufferClaim claim) {
        if (lengthBytes <= publication.maxPayloadLength()) {
            return orLater(publication.tryClaim(lengthBytes, claim));
        }
        if (lengthBytes > MessageLimits.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("a message of " + lengthBytes + " bytes");
        }
        long window = publication.availableWindow();
        if (window < lengthBytes) { // also below zero: the last message may reach beyond the limit
            return publication.isClosed() ? Publication.CLOSED : Publication.BACK_PRESSURED;
        }
        int frameBytes = lengthBytes + DataHeaderFlyweight.HEADER_LENGTH;
        byte[] memory = new byte[BitUtil.align(frameBytes, FrameDescriptor.FRAME_ALIGNMENT)];
        claim.wrap(new UnsafeBuffer(memory), 0, frameBytes);
        return lengthBytes;
    }

    @Override
    public long commit(BufferClaim claim, long position) {
        if (claim.length() <= publication.maxPayloadLength()) {
            claim.commit();
            return position;
        }
        long sent = publication.offer(claim.buffer(), claim.offset(), claim.length());
        return orLater(
                sent == Publication.ADMIN_ACTION
                        ? publication.offer(claim.buffer(), claim.offset(), claim.length())
                        : sent);
    }

    /**
     * A network that loses what receivers say makes a stream look unconnected, at its beginning or later, while somebody listens: what is
     * sent stays worth another try. That nobody is there is for the lane to say, which the scheduler closes.
     */
    private static long orLater(long position) {
        return position == Publication.NOT_CONNECTED ? Publication.BACK_PRESSURED : position;
    }

    @Override
    public void close() {
        CloseHelper.quietClose(publication);
    }
}
