package io.remex.codec;

/**
 * Serializes objects of registered classes, self-describing. An implementation is found by {@link java.util.ServiceLoader}
 * ({@code remex-serialization} brings the one on Apache Fory); it is thread safe.
 */
public interface ClassSerializer {

    /** Allows a class, from now on and for every thread. Idempotent. */
    void register(Class<?> type);

    /**
     * @throws io.remex.ValueCodecException the object, or one that it reaches, is of a class that is not registered
     */
    byte[] serialize(Object value);

    /**
     * @throws io.remex.ValueCodecException the bytes are damaged, or name a class that is not registered
     */
    Object deserialize(byte[] bytes);
}
