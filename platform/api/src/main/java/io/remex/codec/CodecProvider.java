package io.remex.codec;

/**
 * The codec of a type of another library, which the API must not depend on: found by {@link java.util.ServiceLoader} when a value of the
 * type is first written or read. Generated code refers to it through a {@link ProvidedCodec}.
 */
public interface CodecProvider {

    /** The type, exactly as it is declared by users. */
    Class<?> type();

    /** The codec of the type. */
    Codec<?> codec();
}
