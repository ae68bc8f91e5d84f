package io.remex.codec;

import io.remex.ValueCodecException;

/**
 * The codec of every class outside the set that has generated codecs: its values go through the {@link ClassSerializer} that is
 * on the class path, which only accepts classes registered by generated code.
 *
 * @param type the declared type; values may be of any registered subclass
 * @param layout the class's structure, from the annotation processor
 */
public record ClassCodec<T>(Class<T> type, String layout) implements Codec<T> {
    @Override
    public void encode(ValueOutput out, T value) {
        if (out.putPresence(value)) {
            byte[] bytes = RegisteredClasses.serializer().serialize(value);
            out.putCount(bytes.length);
            out.putBytes(bytes, 0, bytes.length);
        }
    }

    @Override
    public T decode(ValueInput in) {
        if (!in.getPresence()) {
            return null;
        }
        byte[] bytes = new byte[in.getCount(Byte.BYTES)];
        in.getBytes(bytes, 0, bytes.length);
        Object value = RegisteredClasses.serializer().deserialize(bytes);
        if (!type.isInstance(value)) {
            throw new ValueCodecException(
                    "a " + (value == null ? "null" : value.getClass().getName()) + " arrived where a " + type.getName()
                            + " is declared");
        }
        return type.cast(value);
    }
}
