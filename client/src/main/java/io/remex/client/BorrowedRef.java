package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ObjectId;
import io.remex.codec.Codec;
import io.remex.objectstore.DirectBufferCodec;
import io.remex.spi.ObjectExchange;
import io.remex.spi.ReferenceCarrier;

/** A reference that another process owns and sent here; that process delivers the outcome when there is one. */
final class BorrowedRef<T> extends AbstractRef<T> {
    private final ObjectId id;
    private final Codec<T> codec;
    private final ObjectExchange.Delivery peer;

    BorrowedRef(CallerRuntime runtime, ObjectId id, Codec<T> codec, ObjectExchange.Delivery peer) {
        super(runtime);
        this.id = id;
        this.codec = codec;
        this.peer = peer;
    }

    /** The process that brought it, as the delivery that goes back there. */
    ObjectExchange.Delivery peer() {
        return peer;
    }

    @Override
    public ObjectId id() {
        return id;
    }

    @Override
    Codec<T> codec() {
        return codec;
    }

    @Override
    boolean bringsReferences() {
        return Values.hasReferences(codec.layout());
    }

    @Override
    ReferenceCarrier carrier() {
        return bringsReferences() ? runtime().carrier(peer) : null;
    }

    /** Its owner keeps the value where it is for as long as it is lent, and a view keeps the loan. */
    @Override
    boolean lendsViews() {
        return DirectBufferCodec.lendsViews(codec);
    }

    @Override
    String description() {
        return "the borrowed object " + id;
    }

    /** Only the owner cancels. */
    @Override
    public boolean cancel(CancelOptions options) {
        runtime().requireOpen();
        return false;
    }
}
