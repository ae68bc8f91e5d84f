package io.remex.client;

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
            void onReady(Object outcome) {
                ref.runtime().session().execute(() -> {
                    deliver(delivery, outcome);
                    afterwards.run();
                });
            }
        });
    }

    private void deliver(ObjectExchange.Delivery delivery, Object outcome) {
        ValueOutput out = Values.newOutput();
        // references inside the value go to the same receiver
        out.reset(ref.runtime().carrier(delivery));
        boolean failed = true;
        if (outcome instanceof byte[] encoded) {
            Failure failure = ref.runtime().values().tryTranscode(ref, encoded, codec, out);
            failed = failure != null;
            if (failed) {
                out.reset(null);
                failure.encode(out);
            }
        } else {
            ((Failure) outcome).encode(out);
        }
        delivery.deliver(ref.id(), failed, out.copy());
    }
}
