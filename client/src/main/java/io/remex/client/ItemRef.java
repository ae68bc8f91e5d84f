package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ObjectId;
import io.remex.codec.Codec;
import io.remex.objectstore.DirectBufferCodec;
import io.remex.spi.ReferenceCarrier;

/** The reference of one of several results of a task: an object of this caller like any other. */
final class ItemRef<T> extends AbstractRef<T> {
    private final TaskRef<?> task;
    private final long index;
    private final long sequence;
    private final Codec<T> codec;
    private final boolean bringsReferences;
    /** The lane that it came on, if references came with it. */
    private volatile CallerLane lane;

    ItemRef(TaskRef<?> task, long index, Codec<T> codec) {
        super(task.runtime());
        this.task = task;
        this.index = index;
        this.sequence = task.runtime().newSequence();
        this.codec = codec;
        this.bringsReferences = Values.hasReferences(codec.layout());
    }

    /** The item came. */
    void complete(CallerLane from, Object value) {
        if (bringsReferences) {
            lane = from;
        }
        if (value instanceof StoredValue stored) {
            completeStored(stored);
        } else {
            completeValue((byte[]) value);
        }
        if (bringsReferences) {
            runtime().values().borrowReferences(this, valueOrNull(), from.delivery());
        }
    }

    @Override
    ReferenceCarrier carrier() {
        CallerLane current = lane;
        return !bringsReferences ? null : runtime().carrier(current == null ? null : current.delivery());
    }

    @Override
    public ObjectId id() {
        return new ObjectId(runtime().callerId(), sequence);
    }

    @Override
    Codec<T> codec() {
        return codec;
    }

    @Override
    boolean bringsReferences() {
        return bringsReferences;
    }

    @Override
    boolean lendsViews() {
        return DirectBufferCodec.lendsViews(codec);
    }

    @Override
    String description() {
        return "result " + index + " of " + task.description();
    }

    /** Cancels the task unless this item is there. */
    @Override
    public boolean cancel(CancelOptions options) {
        runtime().requireOpen();
        return !hasOutcome() && task.cancel(options);
    }
}
