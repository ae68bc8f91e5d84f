package io.remex.transport;

import io.aeron.Subscription;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.Header;
import io.remex.protocol.sbe.MessageHeaderDecoder;
import io.remex.protocol.sbe.TaskDecoder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * The worker's half of a task stream: polls and decodes. For one thread at a time: the slot that holds the lane's poll lock.
 */
public final class TaskAdapter implements ControlledFragmentHandler, AutoCloseable {

    /** Takes the tasks of one poll. */
    public interface TaskHandler {

        /**
         * A task. The bytes are only valid until this returns; user code never runs in here.
         *
         * @return false if there is no room: the same task comes again at the next poll
         */
        boolean onTask(
                long laneSequence,
                long taskSequence,
                long functionId,
                long fingerprint,
                long remainingNs,
                int attempt,
                DirectBuffer buffer,
                int offset,
                int length);
    }

    private final Subscription subscription;
    private final MessageView view = new MessageView();
    private final TaskDecoder task = new TaskDecoder();
    private TaskHandler handler;

    /** Adds the stream; takes some milliseconds. */
    public TaskAdapter(DataPlane dataPlane, int streamId) {
        this.subscription = dataPlane.addSubscription(streamId);
    }

    /** Whether the caller's half is there. */
    public boolean isConnected() {
        return subscription.isConnected();
    }

    /** Gives at most {@code limit} tasks to the handler; returns how many fragments were looked at. */
    public int poll(TaskHandler target, int limit) {
        handler = target;
        return subscription.controlledPoll(this, limit);
    }

    /** Messages dropped because they were malformed. */
    public long malformedCount() {
        return view.malformedCount();
    }

    @Override
    public Action onFragment(DirectBuffer buffer, int offset, int length, Header header) {
        int templateId = view.wrap(buffer, offset, length);
        if (templateId != TaskDecoder.TEMPLATE_ID) {
            if (templateId != -1) {
                view.onUnknown();
            }
            return Action.CONTINUE;
        }
        if (!view.holdsBlock(TaskDecoder.BLOCK_LENGTH)) {
            return Action.CONTINUE;
        }
        MessageHeaderDecoder messageHeader = view.header();
        task.wrap(
                view.buffer(),
                MessageHeaderDecoder.ENCODED_LENGTH,
                messageHeader.blockLength(),
                messageHeader.version());
        int argumentsLength = task.argumentsLength();
        int argumentsOffset = task.limit() + TaskDecoder.argumentsHeaderLength();
        if (!view.holds(TaskDecoder.BLOCK_LENGTH, argumentsOffset, argumentsLength)) {
            return Action.CONTINUE;
        }
        boolean taken = handler.onTask(
                task.laneSequence(),
                task.taskSequence(),
                task.functionId(),
                task.fingerprint(),
                task.remainingNs(),
                task.attempt(),
                view.buffer(),
                argumentsOffset,
                argumentsLength);
        return taken ? Action.CONTINUE : Action.ABORT;
    }

    @Override
    public void close() {
        CloseHelper.quietClose(subscription);
    }
}
