package io.remex.client;

import io.remex.ObjectRef;
import io.remex.ValueCodecException;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.ReferenceCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The references inside a value that this program has put: the value holds what they refer to for as long as it is there itself, and
 * each time it is read it gives references of their own. In the bytes a reference is its place here. Written by the thread that puts;
 * read by any.
 */
final class HeldReferences implements ReferenceCarrier {
    private final CallerRuntime runtime;
    /** References that have the value, the one that was put first among them. */
    private final AtomicInteger users = new AtomicInteger(1);

    private List<SharedRef<?>> held = List.of();

    HeldReferences(CallerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public <T> void exportReference(ValueOutput out, ObjectRef<T> ref, Codec<T> codec) {
        if (held.isEmpty()) {
            held = new ArrayList<>();
        }
        out.putCount(held.size());
        held.add(SharedRef.of(runtime.own(ref)));
    }

    @Override
    @SuppressWarnings("unchecked") // written with the same codec
    public <T> ObjectRef<T> importReference(ValueInput in, Codec<T> codec) {
        int place = in.getCount();
        if (place >= held.size()) {
            throw new ValueCodecException("reference " + place + " of " + held.size() + " inside a put value");
        }
        return SharedRef.of((SharedRef<T>) held.get(place));
    }

    /** Whether the value has none. */
    boolean isEmpty() {
        return held.isEmpty();
    }

    /** One more reference has the value; returns false if none had it any more. */
    boolean retain() {
        return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    /** One reference less has the value; with the last one what is inside is let go of. */
    void release() {
        if (users.decrementAndGet() == 0) {
            held.forEach(AbstractRef::release);
        }
    }
}
