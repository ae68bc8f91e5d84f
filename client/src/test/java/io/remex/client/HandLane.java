package io.remex.client;

import io.remex.ErrorCode;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.protocol.sbe.OutcomeKind;
import io.remex.testkit.TestNode;
import io.remex.transport.DataPlane;
import io.remex.transport.MessageLimits;
import io.remex.transport.PeerNode;
import io.remex.transport.ResultPublisher;
import io.remex.transport.TaskAdapter;
import io.remex.transport.TaskPart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** A worker's end of a lane in the hand of the test: takes tasks when told to, and answers what it is told to. */
final class HandLane implements AutoCloseable {
    private final long lease;
    private final int taskStreamId = TestNode.newStreamId();
    private final int resultStreamId = TestNode.newStreamId();
    private final TaskAdapter adapter;
    private final ResultPublisher publisher;
    private final ResultPublisher.Sender sender;
    private final List<Task> taken = new ArrayList<>();

    /** A task as it arrived. */
    record Task(
            long laneSequence,
            long taskSequence,
            long functionId,
            int attempt,
            long remainingNs,
            TaskPart[] parts,
            byte[] arguments) {
        long argument() {
            return ByteBuffer.wrap(arguments).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }
    }

    HandLane(DataPlane dataPlane, long lease) {
        this.lease = lease;
        this.adapter = new TaskAdapter(dataPlane, PeerNode.SAME, taskStreamId);
        this.publisher = new ResultPublisher(dataPlane, PeerNode.SAME, resultStreamId);
        this.sender = publisher.newSender();
    }

    long lease() {
        return lease;
    }

    int taskStreamId() {
        return taskStreamId;
    }

    int resultStreamId() {
        return resultStreamId;
    }

    /** All tasks that came so far. */
    List<Task> tasks() {
        adapter.poll(this::take, 1_000);
        return List.copyOf(taken);
    }

    /** Takes at most so many, hands them out and forgets them. */
    List<Task> drain(int limit) {
        adapter.poll(this::take, limit);
        List<Task> drained = new ArrayList<>(taken);
        taken.clear();
        return drained;
    }

    List<Task> awaitTasks(int count) {
        TestNode.await(count + " tasks on lane " + lease, () -> tasks().size() >= count);
        return tasks();
    }

    private boolean take(
            long laneSequence,
            long taskSequence,
            long functionId,
            long fingerprint,
            long remainingNs,
            int attempt,
            TaskPart[] parts,
            DirectBuffer buffer,
            int offset,
            int length) {
        byte[] arguments = new byte[length];
        buffer.getBytes(offset, arguments);
        taken.add(new Task(laneSequence, taskSequence, functionId, attempt, remainingNs, parts, arguments));
        return true;
    }

    void answer(Task task, long value) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        answer(task.laneSequence(), task.taskSequence(), OutcomeKind.VALUE, bytes);
    }

    void fail(Task task, ErrorCode code, String message) {
        fail(task, Failure.of(code, message));
    }

    void fail(Task task, Failure failure) {
        ValueOutput out = new ValueOutput(MessageLimits.INLINE_LIMIT_BYTES, "limit");
        out.reset(null);
        failure.encode(out);
        answer(task.laneSequence(), task.taskSequence(), OutcomeKind.FAILURE, out.copy());
    }

    void answer(long laneSequence, long taskSequence, OutcomeKind outcome, byte[] bytes) {
        TestNode.await("room for a result", () -> tryAnswer(laneSequence, taskSequence, outcome, bytes) > 0);
    }

    /** One try; returns a position, or what is in the way. */
    long tryAnswer(long laneSequence, long taskSequence, OutcomeKind outcome, byte[] bytes) {
        return sender.sendResult(laneSequence, taskSequence, 1_000, outcome, bytes, bytes.length);
    }

    /** One of several results of a task; any index and outcome. */
    void item(Task task, long index, OutcomeKind outcome, byte[] bytes) {
        TestNode.await(
                "room for an item",
                () -> sender.sendItem(task.laneSequence(), task.taskSequence(), index, outcome, bytes, bytes.length)
                        > 0);
    }

    void item(Task task, long index, long value) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        item(task, index, OutcomeKind.VALUE, bytes);
    }

    void sendObject(long owner, long sequence, boolean failed, byte[] bytes) {
        TestNode.await(
                "room for an object",
                () -> sender.sendObject(
                                owner, sequence, failed ? OutcomeKind.FAILURE : OutcomeKind.VALUE, bytes, bytes.length)
                        > 0);
    }

    @Override
    public void close() {
        adapter.close();
        publisher.close();
    }
}
