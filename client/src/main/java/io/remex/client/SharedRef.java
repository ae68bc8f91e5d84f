package io.remex.client;

import io.remex.CancelOptions;
import io.remex.ErrorCode;
import io.remex.ObjectId;
import io.remex.codec.Codec;
import io.remex.protocol.Failure;
import io.remex.spi.ReferenceCarrier;

/**
 * One more reference of an object that this process has one of, with a hold of its own on the value: releasing either leaves the other. Has
 * its outcome when the first one has.
 */
final class SharedRef<T> extends AbstractRef<T> {
    private final AbstractRef<T> origin;

    private SharedRef(AbstractRef<T> origin) {
        super(origin.runtime());
        this.origin = origin;
    }

    static <T> SharedRef<T> of(AbstractRef<T> ref) {
        // no chain of them, however often a value with references inside is read and put again
        SharedRef<T> shared = new SharedRef<>(ref instanceof SharedRef<T> other ? other.origin : ref);
        ref.listen(new ReadyListener() {
            @Override
            void onReady(Object outcome) {
                shared.take(outcome);
            }
        });
        return shared;
    }

    private void take(Object outcome) {
        HeldReferences held = heldReferences();
        if (outcome instanceof Failure failure) {
            completeFailure(failure);
        } else if (held != null && !held.retain()) {
            completeFailure(released());
        } else if (outcome instanceof byte[] encoded) {
            completeValue(encoded);
        } else if (((StoredHandle) outcome).value().retain()) {
            completeStored(((StoredHandle) outcome).value());
        } else {
            if (held != null) {
                held.release();
            }
            completeFailure(released());
        }
        if (bringsReferences() && valueOrNull() != null) {
            runtime().values().keepReferencesInside(this);
        }
    }

    private Failure released() {
        return Failure.of(ErrorCode.OBJECT_LOST, description() + " was released by this program");
    }

    @Override
    HeldReferences heldReferences() {
        return origin.heldReferences();
    }

    @Override
    void onReleased() {
        HeldReferences held = heldReferences();
        if (held != null) {
            held.release();
        }
    }

    @Override
    public ObjectId id() {
        return origin.id();
    }

    @Override
    Codec<T> codec() {
        return origin.codec();
    }

    @Override
    boolean bringsReferences() {
        return origin.bringsReferences();
    }

    @Override
    ReferenceCarrier carrier() {
        return origin.carrier();
    }

    @Override
    boolean lendsViews() {
        return origin.lendsViews();
    }

    @Override
    String description() {
        return origin.description();
    }

    @Override
    public boolean cancel(CancelOptions options) {
        return origin.cancel(options);
    }
}
