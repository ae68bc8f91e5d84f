package io.remex.codec;

/**
 * The hand-written half of a generated record codec: null and nesting. The generated half writes the components in the order of
 * their declaration.
 */
public abstract class RecordCodec<T> implements Codec<T> {
    private final String layout;

    /** @param layout the record's structure, from the annotation processor */
    protected RecordCodec(String layout) {
        this.layout = layout;
    }

    /** Appends the components of a record that is not null. */
    protected abstract void encodeComponents(ValueOutput out, T value);

    /** Reads the components and makes the record. */
    protected abstract T decodeComponents(ValueInput in);

    @Override
    public final void encode(ValueOutput out, T value) {
        if (out.putPresence(value)) {
            out.enter();
            encodeComponents(out, value);
            out.leave();
        }
    }

    @Override
    public final T decode(ValueInput in) {
        if (!in.getPresence()) {
            return null;
        }
        in.enter();
        T value = decodeComponents(in);
        in.leave();
        return value;
    }

    @Override
    public final String layout() {
        return layout;
    }
}
