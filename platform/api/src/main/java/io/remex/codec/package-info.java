/**
 * How values become bytes: little-endian, no alignment, no field names. Data plane: the codecs of primitives, enums, records
 * and the JDK's value types allocate nothing on encoding, and on decoding only the value itself.
 *
 * <p>A {@link io.remex.codec.Codec} knows its {@linkplain io.remex.codec.Codec#layout() layout} as a text; two processes can
 * exchange values when their layouts are the same text. Everything that is read is hostile until checked: a length is compared
 * with the bytes that are there before anything is allocated, and nesting is bounded.
 */
package io.remex.codec;
