package io.remex.codec;

import java.nio.ByteBuffer;

/**
 * Where a value goes that outgrows the window of its {@link ValueOutput}: an object of the store that is being written. For one
 * thread. Whoever opened it seals it.
 */
public interface ValueSink {

    /** Opens sinks: called when a value reaches the inline limit, before anything of it is lost. */
    @FunctionalInterface
    interface Opener {

        /**
         * Begins an object.
         *
         * @param atLeastBytes what is known of its size now
         * @throws io.remex.ObjectStoreFullException there is no memory for it
         */
        ValueSink open(long atLeastBytes);
    }

    /** The most bytes that it takes in all. */
    int maxBytes();

    /**
     * The next bytes of the object, little endian, from position 0 to the limit; the caller fills all of them before the next call.
     *
     * @throws io.remex.ObjectStoreFullException there is no memory for them
     */
    ByteBuffer claim(int length);

    /** Gives the memory back; nothing was written. Idempotent. */
    void abort();
}
