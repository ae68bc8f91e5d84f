package io.remex.client;

import io.remex.ObjectId;
import io.remex.ObjectRef;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.ObjectExchange;
import io.remex.spi.ReferenceCarrier;
import java.util.List;

/**
 * References in values that are exchanged with one process: those that leave are delivered there when they have an outcome, those
 * that arrive are borrowed from there. Any thread.
 *
 * @param delivery the way back to that process; null if there is none any more
 */
record BorderCarrier(CallerRuntime runtime, ObjectExchange.Delivery delivery) implements ReferenceCarrier {
    @Override
    public <T> void exportReference(ValueOutput out, ObjectRef<T> ref, Codec<T> codec) {
        AbstractRef<T> own = runtime.own(ref);
        out.putLong(own.id().owner());
        out.putLong(own.id().sequence());
        ExportedRef<T> export = new ExportedRef<>(own, codec);
        runtime.objects().onExported(List.of(export));
        export.deliverWhenReady(delivery, () -> {});
    }

    @Override
    public <T> ObjectRef<T> importReference(ValueInput in, Codec<T> codec) {
        return runtime.objects().borrow(new ObjectId(in.getLong(), in.getLong()), codec, delivery);
    }
}
