package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ObjectId;
import io.remex.codec.Codec;
import io.remex.objectstore.DirectBufferCodec;
import io.remex.spi.ReferenceCarrier;

/** The reference of a value that was put: ready from the start. */
final class PutRef<T> extends AbstractRef<T> {
    private final long sequence;
    private final Codec<T> codec;
    private final HeldReferences held;

    /** @param held what the value has inside, released with it; null if nothing */
    PutRef(CallerRuntime runtime, long sequence, Codec<T> codec, HeldReferences held) {
        super(runtime);
        this.sequence = sequence;
        this.codec = codec;
        this.held = held;
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

    /** Nobody has to bring those inside, nor to keep them: they are here. */
    @Override
    boolean bringsReferences() {
        return false;
    }

    @Override
    HeldReferences heldReferences() {
        return held;
    }

    @Override
    ReferenceCarrier carrier() {
        return held;
    }

    @Override
    void onReleased() {
        if (held != null) {
            held.release();
        }
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
