package io.remex.transport;

import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.remex.protocol.sbe.MessageHeaderDecoder;
import io.remex.protocol.sbe.ObjectValueDecoder;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.protocol.sbe.TaskItemDecoder;
import io.remex.protocol.sbe.TaskResultDecoder;
import org.agrona.DirectBuffer;

/** The caller's half of a result stream: polls and decodes. For one thread at a time, under the lane's poll lock. */
public final class ResultAdapter implements FragmentHandler, AutoCloseable {

    /** Takes the results of a poll. */
    public interface ResultHandler extends ObjectValueHandler {

        /** The outcome of a task. The bytes are only valid until this returns. */
        void onResult(
                long laneSequence,
                long taskSequence,
                long runNs,
                OutcomeKind outcome,
                DirectBuffer buffer,
                int offset,
                int length);

        /** One of several results of a task that goes on; the index is unchecked. The bytes are only valid until this returns. */
        void onItem(
                long laneSequence,
                long taskSequence,
                long index,
                OutcomeKind outcome,
                DirectBuffer buffer,
                int offset,
                int length);
    }

    private final ReceivingStream subscription;
    private final ResultHandler handler;
    private final MessageView view = new MessageView();
    private final TaskResultDecoder result = new TaskResultDecoder();
    private final TaskItemDecoder item = new TaskItemDecoder();
    private final ObjectValueDecoder objectValue = new ObjectValueDecoder();

    /** Adds the stream; takes some milliseconds. */
    public ResultAdapter(DataPlane dataPlane, PeerNode peer, int streamId, ResultHandler handler) {
        this.subscription = dataPlane.addSubscription(peer, streamId);
        this.handler = handler;
    }

    /** Whether the worker's half is there. */
    public boolean isConnected() {
        return subscription.isConnected();
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
            case TaskResultDecoder.TEMPLATE_ID -> onTaskResult();
            case TaskItemDecoder.TEMPLATE_ID -> onTaskItem();
            case ObjectValueDecoder.TEMPLATE_ID -> ObjectMessages.decode(objectValue, view, handler);
            case -1 -> {
                // counted by the view
            }
            default -> view.onUnknown();
        }
    }

    private void onTaskResult() {
        if (!view.holdsBlock(TaskResultDecoder.BLOCK_LENGTH)) {
            return;
        }
        result.wrap(
                view.buffer(),
                MessageHeaderDecoder.ENCODED_LENGTH,
                view.header().blockLength(),
                view.header().version());
        int length = result.payloadLength();
        int offset = result.limit() + TaskResultDecoder.payloadHeaderLength();
        if (view.holds(TaskResultDecoder.BLOCK_LENGTH, offset, length)) {
            handler.onResult(
                    result.laneSequence(),
                    result.taskSequence(),
                    result.runNs(),
                    result.outcome(),
                    view.buffer(),
                    offset,
                    length);
        }
    }

    private void onTaskItem() {
        if (!view.holdsBlock(TaskItemDecoder.BLOCK_LENGTH)) {
            return;
        }
        item.wrap(
                view.buffer(),
                MessageHeaderDecoder.ENCODED_LENGTH,
                view.header().blockLength(),
                view.header().version());
        int length = item.payloadLength();
        int offset = item.limit() + TaskItemDecoder.payloadHeaderLength();
        if (view.holds(TaskItemDecoder.BLOCK_LENGTH, offset, length)) {
            handler.onItem(
                    item.laneSequence(),
                    item.taskSequence(),
                    item.index(),
                    item.outcome(),
                    view.buffer(),
                    offset,
                    length);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
