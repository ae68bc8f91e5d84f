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
    private record Splice(int position, StoredArguments.Piece piece) {}

    ArgumentBlock(CallerRuntime runtime) {
        this.runtime = runtime;
        this.out = runtime.values().newOutput();
    }

    /** Where values are encoded. */
    ValueOutput out() {
        return out;
    }

    /** What comes next is stored; the hold on its value, for readers, becomes this block's. */
    void splice(StoredArguments.Piece piece) {
        splices.add(new Splice(out.length(), piece));
    }

    /** Gives up what was not finished. */
    void abandon() {
        out.reset(null);
        splices.forEach(splice -> splice.piece().value().releaseFromReaders());
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
        List<StoredArguments.Piece> pieces = new ArrayList<>(partCount);
        StoredValue main = isInline ? null : runtime.own(((ObjectSink) out.takeSink()).seal());
        int at = 0;
        for (Splice splice : splices) {
            addEncoded(pieces, main, at, splice.position());
            pieces.add(splice.piece());
            at = splice.position();
        }
        addEncoded(pieces, main, at, length);
        if (main != null) {
            main.release(); // each piece has a hold of its own
        }
        splices.clear();
        return new StoredArguments(inline, pieces);
    }

    private static void addEncoded(List<StoredArguments.Piece> pieces, StoredValue main, int from, int to) {
        if (to == from) {
            return;
        }
        if (main == null) {
            pieces.add(StoredArguments.Piece.inline(to - from));
        } else if (main.retainForReaders()) {
            pieces.add(StoredArguments.Piece.range(main, from, to - from));
        }
    }
}
