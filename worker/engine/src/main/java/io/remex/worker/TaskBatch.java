package io.remex.worker;

import io.remex.transport.TaskAdapter;
import io.remex.transport.TaskPart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The tasks that one slot took in one poll, copied out of the log buffer because user code must not run inside a poll. Data
 * plane; belongs to the slot's thread.
 */
final class TaskBatch implements TaskAdapter.TaskHandler {
    /** The most tasks of one batch. */
    static final int MAX_TASKS = 16;

    private static final int INITIAL_BYTES = 4 * 1024;

    private final long[] laneSequences = new long[MAX_TASKS];
    private final long[] taskSequences = new long[MAX_TASKS];
    private final long[] functionIds = new long[MAX_TASKS];
    private final long[] fingerprints = new long[MAX_TASKS];
    private final long[] remainingNs = new long[MAX_TASKS];
    private final int[] attempts = new int[MAX_TASKS];
    private final TaskPart[][] parts = new TaskPart[MAX_TASKS][];
    private final int[] offsets = new int[MAX_TASKS];
    private final int[] lengths = new int[MAX_TASKS];
    private ByteBuffer arguments = ByteBuffer.allocate(INITIAL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int usedBytes;
    private int size;

    @Override
    public boolean onTask(
            long laneSequence,
            long taskSequence,
            long functionId,
            long fingerprint,
            long taskRemainingNs,
            int attempt,
            TaskPart[] taskParts,
            DirectBuffer buffer,
            int offset,
            int length) {
        int at = usedBytes;
        if (size == MAX_TASKS || size > 0 && at + length > arguments.capacity()) {
            return false;
        }
        if (length > arguments.capacity()) {
            arguments = ByteBuffer.allocate(Math.max(length, arguments.capacity() * 2))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        int i = size;
        laneSequences[i] = laneSequence;
        taskSequences[i] = taskSequence;
        functionIds[i] = functionId;
        fingerprints[i] = fingerprint;
        remainingNs[i] = taskRemainingNs;
        attempts[i] = attempt;
        parts[i] = taskParts;
        offsets[i] = at;
        lengths[i] = length;
        buffer.getBytes(offset, arguments.array(), at, length);
        usedBytes = at + length;
        size = i + 1;
        return true;
    }

    void clear() {
        size = 0;
        usedBytes = 0;
    }

    int size() {
        return size;
    }

    /** Puts one task that another slot handed back in an empty batch. */
    void set(HandedBackTask task) {
        clear();
        onTask(
                task.laneSequence(),
                task.taskSequence(),
                task.functionId(),
                task.fingerprint(),
                task.remainingNs(),
                task.attempt(),
                task.parts(),
                task.arguments(),
                0,
                task.arguments().capacity());
    }

    /** A copy of one task, for another slot. */
    HandedBackTask copy(int i) {
        return new HandedBackTask(
                laneSequences[i],
                taskSequences[i],
                functionIds[i],
                fingerprints[i],
                remainingNs[i],
                attempts[i],
                parts[i],
                new UnsafeBuffer(Arrays.copyOfRange(arguments.array(), offsets[i], offsets[i] + lengths[i])));
    }

    long laneSequence(int i) {
        return laneSequences[i];
    }

    long taskSequence(int i) {
        return taskSequences[i];
    }

    long functionId(int i) {
        return functionIds[i];
    }

    long fingerprint(int i) {
        return fingerprints[i];
    }

    long remainingNs(int i) {
        return remainingNs[i];
    }

    int attempt(int i) {
        return attempts[i];
    }

    /** What the arguments are made of; empty if they are all inline. */
    TaskPart[] parts(int i) {
        return parts[i];
    }

    ByteBuffer arguments() {
        return arguments;
    }

    int offset(int i) {
        return offsets[i];
    }

    int length(int i) {
        return lengths[i];
    }

    /** A task that a slot took and could not run because the one before it waits in a {@code get}. */
    record HandedBackTask(
            long laneSequence,
            long taskSequence,
            long functionId,
            long fingerprint,
            long remainingNs,
            int attempt,
            TaskPart[] parts,
            DirectBuffer arguments) {}
}
