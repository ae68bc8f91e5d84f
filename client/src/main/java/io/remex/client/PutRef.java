package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ObjectId;
import io.remex.codec.Codec;
import io.remex.objectstore.DirectBufferCodec;

/** The reference of a value that was put: ready from the start. */
final class PutRef<T> extends AbstractRef<T> {
    private final long sequence;
    private final Codec<T> codec;

    PutRef(CallerRuntime runtime, long sequence, Codec<T> codec) {
        super(runtime);
        this.sequence = sequence;
        this.codec = codec;
    }

    @Override
    long order() {
        return sequence;
    }

    @Override
    public ObjectId id() {
        return new ObjectId(runtime().callerId(), sequence);
    }

    @Override
    Codec<T> codec() {
        return codec;
    }

    /** Those inside are this program's own, or were when it put them. */
    @Override
    boolean bringsReferences() {
        return false;
    }

    @Override
    boolean lendsViews() {
        return DirectBufferCodec.lendsViews(codec);
    }

    @Override
    String description() {
        return "the put value";
    }

    @Override
    public boolean cancel(CancelOptions options) {
        runtime().requireOpen();
        return false;
    }
}
