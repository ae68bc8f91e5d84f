package io.remex.client;

import io.remex.RemexException;
import io.remex.codec.Codec;
import io.remex.codec.ValueOutput;
import io.remex.objectstore.ObjectSink;
import io.remex.protocol.Failure;
import io.remex.spi.ObjectExchange;
import io.remex.transport.MessageLimits;

/**
 * A reference that was sent to another process, and the codec that its value is expected in there.
 *
 * @param ref the reference at this end
 * @param codec the codec declared where the reference travelled
 */
record ExportedRef<T>(AbstractRef<T> ref, Codec<T> codec) {

    /** Delivers the outcome when there is one: at once, or later from a control thread. */
    void deliverWhenReady(ObjectExchange.Delivery delivery, Runnable afterwards) {
        ref.listen(new ReadyListener() {
            @Override
            void onReady(Object outcome) {
                ref.runtime().session().execute(() -> {
                    deliver(delivery, outcome);
                    afterwards.run();
                });
            }
        });
    }

    private void deliver(ObjectExchange.Delivery delivery, Object outcome) {
        delivery.deliver(ref.id(), travelling(delivery, outcome));
    }

    private ObjectExchange.Outcome travelling(ObjectExchange.Delivery delivery, Object outcome) {
        if (outcome instanceof Failure failure) {
            return encoded(failure);
        }
        Values values = ref.runtime().values();
        try {
            if (outcome instanceof StoredHandle handle && Values.agree(ref, codec)) {
                return stored(Values.retainForReaders(ref, handle));
            }
            ValueOutput out = values.newOutput();
            // references inside the value go to the same receiver
            out.reset(ref.runtime().carrier(delivery));
            Failure failure = values.tryTranscode(ref, outcome, codec, out);
            if (failure != null) {
                out.reset(null);
                return encoded(failure);
            }
            if (out.hasOverflowed()) {
                StoredValue copy = ref.runtime().own(((ObjectSink) out.takeSink()).seal());
                copy.retainForReaders();
                copy.release();
                return stored(copy);
            }
            return new ObjectExchange.Outcome(ObjectExchange.OutcomeKind.VALUE, out.copy(), () -> {});
        } catch (RemexException e) {
            return encoded(Failure.of(e.code(), e.getMessage()));
        }
    }

    private static ObjectExchange.Outcome stored(StoredValue value) {
        return new ObjectExchange.Outcome(
                ObjectExchange.OutcomeKind.STORED, value.descriptor().encode(), value::releaseFromReaders);
    }

    private static ObjectExchange.Outcome encoded(Failure failure) {
        ValueOutput out = new ValueOutput(MessageLimits.INLINE_LIMIT_BYTES, MessageLimits.INLINE_LIMIT_NAME);
        failure.encode(out);
        return new ObjectExchange.Outcome(ObjectExchange.OutcomeKind.FAILURE, out.copy(), () -> {});
    }
}
