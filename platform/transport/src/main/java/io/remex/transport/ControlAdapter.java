package io.remex.transport;

import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.remex.protocol.sbe.CancelTaskDecoder;
import io.remex.protocol.sbe.MessageHeaderDecoder;
import io.remex.protocol.sbe.ObjectValueDecoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/** The worker's half of its control stream: polls and decodes. For one thread: the worker's control agent. */
public final class ControlAdapter implements FragmentHandler, AutoCloseable {

    /** Takes the messages of a poll. */
    public interface ControlHandler extends ObjectValueHandler {

        /** Nobody wants this task's result any more. */
        void onCancel(long lease, long laneSequence, long taskSequence);
    }

    private final Subscription subscription;
    private final ControlHandler handler;
    private final MessageView view = new MessageView();
    private final CancelTaskDecoder cancelTask = new CancelTaskDecoder();
    private final ObjectValueDecoder objectValue = new ObjectValueDecoder();

    /** Adds the stream; takes some milliseconds. */
    public ControlAdapter(DataPlane dataPlane, int streamId, ControlHandler handler) {
        this.subscription = dataPlane.addSubscription(streamId);
        this.handler = handler;
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
            case CancelTaskDecoder.TEMPLATE_ID -> onCancelTask(length);
            case ObjectValueDecoder.TEMPLATE_ID -> ObjectMessages.decode(objectValue, view, handler);
            case -1 -> {
                // counted by the view
            }
            default -> view.onUnknown();
        }
    }

    private void onCancelTask(int length) {
        if (view.holds(CancelTaskDecoder.BLOCK_LENGTH, length, 0)) {
            cancelTask.wrap(
                    view.buffer(),
                    MessageHeaderDecoder.ENCODED_LENGTH,
                    view.header().blockLength(),
                    view.header().version());
            handler.onCancel(cancelTask.lease(), cancelTask.laneSequence(), cancelTask.taskSequence());
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(subscription);
    }
}
