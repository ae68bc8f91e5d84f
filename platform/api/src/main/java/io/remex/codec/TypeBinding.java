package io.remex.codec;

/**
 * A class and the codec that generated code has for it, so that a value of unknown declared type can be encoded by its class.
 *
 * @param type an enum or a record without type parameters
 */
public record TypeBinding<T>(Class<T> type, Codec<T> codec) {}
