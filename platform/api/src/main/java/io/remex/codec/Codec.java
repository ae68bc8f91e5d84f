package io.remex.codec;

/**
 * Encodes and decodes the values of one declared type. Stateless and thread safe.
 *
 * @param <T> the type; a primitive stands as its box
 */
public interface Codec<T> {

    /**
     * Appends the value. Every codec appends at least one byte, which is what lets readers check a count before they allocate.
     *
     * @throws io.remex.ValueCodecException the value, or one inside it, is of a class the compiler did not see
     * @throws io.remex.ValueTooLargeException the output's limit is reached
     */
    void encode(ValueOutput out, T value);

    /**
     * Reads what {@link #encode} appended.
     *
     * @throws io.remex.ValueCodecException the bytes are not a value of this type
     */
    T decode(ValueInput in);

    /** A stable text of the type's structure. Equal texts mean the same bytes. */
    String layout();
}
