package io.remex.codec;

import io.remex.RemexConfigException;
import java.util.ServiceLoader;

/**
 * The codec of a type for which a {@link CodecProvider} is on the class path, looked for when it is first needed. Thread safe.
 *
 * @param <T> the type
 */
public final class ProvidedCodec<T> implements Codec<T> {
    private final Class<T> type;
    /** Null until it was needed; looked for twice by two threads at the same time, which does no harm. */
    private volatile Codec<T> found;

    /** The codec of the type, whose layout is the type's name. */
    public ProvidedCodec(Class<T> type) {
        this.type = type;
    }

    @Override
    public void encode(ValueOutput out, T value) {
        codec().encode(out, value);
    }

    @Override
    public T decode(ValueInput in) {
        return codec().decode(in);
    }

    @Override
    public String layout() {
        return type.getName();
    }

    private Codec<T> codec() {
        Codec<T> known = found;
        return known != null ? known : find();
    }

    @SuppressWarnings("unchecked") // a provider's codec is that of its type
    private Codec<T> find() {
        for (CodecProvider provider : ServiceLoader.load(CodecProvider.class, ProvidedCodec.class.getClassLoader())) {
            if (provider.type() == type) {
                found = (Codec<T>) provider.codec();
                return found;
            }
        }
        throw new RemexConfigException(
                "a " + type.getName() + " is to be sent, but no CodecProvider for it is on the class"
                        + " path; add the dependency io.remex:remex-client or io.remex:remex-worker");
    }
}
