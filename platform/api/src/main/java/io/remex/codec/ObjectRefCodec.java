package io.remex.codec;

import io.remex.ObjectRef;

/** The codec of a reference that travels unresolved: its identity; the runtime on each side carries the value behind it. */
public record ObjectRefCodec<T>(Codec<T> value) implements Codec<ObjectRef<T>> {
    @Override
    public void encode(ValueOutput out, ObjectRef<T> ref) {
        if (out.putPresence(ref)) {
            out.references().exportReference(out, ref, value);
        }
    }

    @Override
    public ObjectRef<T> decode(ValueInput in) {
        return in.getPresence() ? in.references().importReference(in, value) : null;
    }

    @Override
    public String layout() {
        return "ObjectRef<" + value.layout() + '>';
    }
}
