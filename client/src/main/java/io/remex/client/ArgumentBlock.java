package io.remex.client;

import io.remex.codec.ValueOutput;
import io.remex.objectstore.ObjectSink;
import io.remex.transport.MessageLimits;
import io.remex.transport.TaskPart;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the arguments of a task together: encoded values, which overflow into an object of the store, and between them values that are in
 * the store already and stay where they are. For one thread; used again for the next task.
 */
final class ArgumentBlock {
    private static final byte[] NO_BYTES = {};

    private final CallerRuntime runtime;
    private final ValueOutput out;
    private final List<Splice> splices = new ArrayList<>(0);

    /** A range of a stored value, held for the task, in the place where it belongs among the encoded ones. */
    private record Splice(int position, StoredValue value, int from, int length) {}

    ArgumentBlock(CallerRuntime runtime) {
        this.runtime = runtime;
        this.out = runtime.values().newOutput();
    }

    /** Where values are encoded. */
    ValueOutput out() {
        return out;
    }

    /** What comes next is a range of a stored value; the hold on it, for readers, becomes this block's. */
    void splice(StoredValue value, int from, int length) {
        splices.add(new Splice(out.length(), value, from, length));
    }

    /** Gives up what was not finished. */
    void abandon() {
        out.reset(null);
        splices.forEach(splice -> splice.value().releaseFromReaders());
        splices.clear();
    }

    /** Whether everything is inline and in one piece: {@link ValueOutput#copy()} has it all. */
    boolean isPlain() {
        return splices.isEmpty() && !out.hasOverflowed();
    }

    /**
     * Everything, in parts; the block is empty afterwards.
     *
     * @throws io.remex.ObjectStoreFullException there is no room for what is not inline; nothing has changed
     */
    StoredArguments finish() {
        int partCount = 2 * splices.size() + 1;
        boolean isInline = !out.hasOverflowed()
                && out.length() + TaskPart.encodedBytes(partCount) <= MessageLimits.INLINE_LIMIT_BYTES;
        int length = out.length();
        byte[] inline = isInline ? out.copy() : NO_BYTES;
        List<StoredValue> values = new ArrayList<>(splices.size() + 1);
        StoredValue main = null;
        if (!isInline) {
            main = runtime.own(((ObjectSink) out.takeSink()).seal());
            main.retainForReaders();
            main.release();
            values.add(main);
        }
        List<TaskPart> parts = new ArrayList<>(partCount);
        int at = 0;
        for (Splice splice : splices) {
            addEncoded(parts, main, at, splice.position());
            parts.add(TaskPart.stored(splice.value().descriptor(), splice.from(), splice.length()));
            values.add(splice.value());
            at = splice.position();
        }
        addEncoded(parts, main, at, length);
        splices.clear();
        return new StoredArguments(inline, parts.toArray(TaskPart[]::new), values);
    }

    private static void addEncoded(List<TaskPart> parts, StoredValue main, int from, int to) {
        if (to > from) {
            parts.add(main == null ? TaskPart.inline(to - from) : TaskPart.stored(main.descriptor(), from, to - from));
        }
    }
}
