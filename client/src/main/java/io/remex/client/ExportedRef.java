package io.remex.client;

import io.remex.RemexException;
import io.remex.codec.Codec;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.spi.ObjectExchange;

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
            void onReady() {
                ref.runtime().session().execute(() -> {
                    deliver(delivery);
                    afterwards.run();
                });
            }
        });
    }

    private void deliver(ObjectExchange.Delivery delivery) {
        ValueOutput out = ref.runtime().newOutput();
        byte[] encoded = ref.valueOrNull();
        boolean failed = true;
        if (encoded != null) {
            try {
                ref.runtime().transcode(ref, encoded, codec, out);
                failed = false;
            } catch (RemexException e) {
                out.reset(null);
                Failure.of(e.code(), e.getMessage()).encode(out);
            }
        } else {
            out.reset(null);
            ref.failureOrNull().encode(out);
        }
        delivery.deliver(ref.id(), failed, out.copy());
    }
}
