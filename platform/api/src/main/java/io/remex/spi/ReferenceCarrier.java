package io.remex.spi;

import io.remex.ObjectRef;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;

/** Carries references that are inside values across a process boundary: writes their identity, and makes handles of those that arrive. */
public interface ReferenceCarrier {

    /** Writes the identity of {@code ref} and remembers to deliver its value, when there is one, to whoever receives it. */
    <T> void exportReference(ValueOutput out, ObjectRef<T> ref, Codec<T> codec);

    /** Reads an identity that {@link #exportReference} wrote and returns a handle of it. */
    <T> ObjectRef<T> importReference(ValueInput in, Codec<T> codec);
}
