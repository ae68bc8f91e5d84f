package io.remex.transport;

import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.Header;
import io.remex.protocol.sbe.MessageHeaderDecoder;
import io.remex.protocol.sbe.PartKind;
import io.remex.protocol.sbe.TaskDecoder;
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
         * @param parts what the arguments are made of; {@link TaskPart#NONE} if they are all inline. Not checked against anything
         * @return false if there is no room: the same task comes again at the next poll
         */
        boolean onTask(
                long laneSequence,
                long taskSequence,
                long functionId,
                long fingerprint,
                long remainingNs,
                int attempt,
                TaskPart[] parts,
                DirectBuffer buffer,
                int offset,
                int length);
    }

    private final ReceivingStream subscription;
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
        return onTask() ? Action.CONTINUE : Action.ABORT;
    }

    private boolean onTask() {
        MessageHeaderDecoder messageHeader = view.header();
        task.wrap(
                view.buffer(),
                MessageHeaderDecoder.ENCODED_LENGTH,
                messageHeader.blockLength(),
                messageHeader.version());
        TaskPart[] parts = parts();
        if (parts == null) {
            return true;
        }
        int argumentsLength = task.argumentsLength();
        int argumentsOffset = task.limit() + TaskDecoder.argumentsHeaderLength();
        if (!view.holds(TaskDecoder.BLOCK_LENGTH, argumentsOffset, argumentsLength)) {
            return true;
        }
        return handler.onTask(
                task.laneSequence(),
                task.taskSequence(),
                task.functionId(),
                task.fingerprint(),
                task.remainingNs(),
                task.attempt(),
                parts,
                view.buffer(),
                argumentsOffset,
                argumentsLength);
    }

    /** The parts, or null if the message is malformed; afterwards the decoder stands before the arguments. */
    private TaskPart[] parts() {
        int at = task.limit();
        if (!view.holds(0, at, TaskDecoder.PartsDecoder.sbeHeaderSize() + TaskDecoder.argumentsHeaderLength())) {
            return null;
        }
        TaskDecoder.PartsDecoder decoder = task.parts();
        int count = decoder.count();
        if (count == 0) {
            return TaskPart.NONE;
        }
        int bytes = count * decoder.actingBlockLength() + TaskDecoder.argumentsHeaderLength();
        if (!view.holdsGroup(
                decoder.actingBlockLength(), TaskDecoder.PartsDecoder.sbeBlockLength(), task.limit(), bytes)) {
            return null;
        }
        TaskPart[] parts = new TaskPart[count];
        for (int i = 0; i < count; i++) {
            decoder.next();
            byte[] object = null;
            if (decoder.kind() == PartKind.STORED) {
                object = new byte[TaskDecoder.PartsDecoder.descriptorLength()];
                decoder.getDescriptor(object, 0, object.length);
            } else if (decoder.kind() != PartKind.INLINE) {
                view.onUnknown();
                return null;
            }
            parts[i] = new TaskPart(decoder.offset(), decoder.length(), object);
        }
        return parts;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
