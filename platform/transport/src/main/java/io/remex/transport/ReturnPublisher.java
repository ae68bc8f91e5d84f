package io.remex.transport;

import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.remex.protocol.sbe.MessageHeaderEncoder;
import io.remex.protocol.sbe.ReturnLoansEncoder;

/** A worker's half of a caller's return stream. For one thread at a time. */
public final class ReturnPublisher implements AutoCloseable {
    /** The most loans of one message. */
    public static final int MAX_LOANS = 1_000;

    private final SendingStream publication;
    private final BufferClaim claim = new BufferClaim();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ReturnLoansEncoder returnLoans = new ReturnLoansEncoder();

    /** Adds the stream; takes some milliseconds. */
    public ReturnPublisher(DataPlane dataPlane, int streamId) {
        this.publication = dataPlane.addControlPublication(streamId);
    }

    /**
     * Gives loans back; returns a position or a negative constant of {@link Publication}.
     *
     * @param count how many of them, at most {@link #MAX_LOANS}
     */
    public long sendReturn(long caller, long[] loans, int count) {
        int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH
                + ReturnLoansEncoder.BLOCK_LENGTH
                + ReturnLoansEncoder.LoansEncoder.sbeHeaderSize()
                + count * ReturnLoansEncoder.LoansEncoder.sbeBlockLength();
        long position = publication.tryClaim(messageBytes, claim);
        if (position > 0) {
            returnLoans
                    .wrapAndApplyHeader(claim.buffer(), claim.offset(), header)
                    .caller(caller);
            ReturnLoansEncoder.LoansEncoder entries = returnLoans.loansCount(count);
            for (int i = 0; i < count; i++) {
                entries.next().loan(loans[i]);
            }
            claim.commit();
        }
        return position;
    }

    @Override
    public void close() {
        publication.close();
    }
}
