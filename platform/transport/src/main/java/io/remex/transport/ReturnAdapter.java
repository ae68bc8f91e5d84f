package io.remex.transport;

import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.remex.protocol.sbe.MessageHeaderDecoder;
import io.remex.protocol.sbe.ReturnLoansDecoder;
import org.agrona.DirectBuffer;

/** The caller's half of its return stream: polls and decodes. For one thread: the caller's control thread. */
public final class ReturnAdapter implements FragmentHandler, AutoCloseable {

    /** Takes the messages of a poll. */
    @FunctionalInterface
    public interface ReturnHandler {

        /** A worker does not use the object of this loan any more. */
        void onReturned(long caller, long loan);
    }

    private final ReceivingStream subscription;
    private final ReturnHandler handler;
    private final MessageView view = new MessageView();
    private final ReturnLoansDecoder returnLoans = new ReturnLoansDecoder();

    /** Adds the stream; takes some milliseconds. */
    public ReturnAdapter(DataPlane dataPlane, int streamId, ReturnHandler handler) {
        this.handler = handler;
        this.subscription = dataPlane.addSubscription(streamId);
    }

    /** Gives at most {@code limit} messages to the handler; returns how many there were. */
    public int poll(int limit) {
        return subscription.poll(this, limit);
    }

    /** Messages dropped because they were malformed. */
    public long malformedCount() {
        return view.malformedCount();
    }

    @Override
    public void onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        switch (view.wrap(buffer, offset, length)) {
            case ReturnLoansDecoder.TEMPLATE_ID -> onReturnLoans();
            case -1 -> {
                // counted by the view
            }
            default -> view.onUnknown();
        }
    }

    private void onReturnLoans() {
        if (!view.holdsBlock(ReturnLoansDecoder.BLOCK_LENGTH)) {
            return;
        }
        returnLoans.wrap(
                view.buffer(),
                MessageHeaderDecoder.ENCODED_LENGTH,
                view.header().blockLength(),
                view.header().version());
        ReturnLoansDecoder.LoansDecoder loans = returnLoans.loans();
        int bytes = loans.count() * loans.actingBlockLength();
        if (!view.holdsGroup(
                loans.actingBlockLength(),
                ReturnLoansDecoder.LoansDecoder.sbeBlockLength(),
                returnLoans.limit(),
                bytes)) {
            return;
        }
        while (loans.hasNext()) {
            handler.onReturned(returnLoans.caller(), loans.next().loan());
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
