package io.remex.client;

import io.remex.ErrorCode;
import io.remex.RemexException;
import io.remex.ValueCodecException;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.protocol.Failure;
import io.remex.spi.ObjectExchange;
import io.remex.transport.MessageLimits;

/** Values of references between their bytes and their objects. Stateless; on the thread of whoever reads or sends the value. */
final class Values {
    private final CallerRuntime runtime;

    Values(CallerRuntime runtime) {
        this.runtime = runtime;
    }

    static ValueOutput newOutput() {
        return new ValueOutput(MessageLimits.INLINE_LIMIT_BYTES, MessageLimits.INLINE_LIMIT_NAME);
    }

    /** Whether values of the layout can have references inside. */
    static boolean hasReferences(String layout) {
        return layout.contains("ObjectRef<");
    }

    /** The value of a reference's bytes. */
    <T> T decode(AbstractRef<T> ref, byte[] encoded) {
        ObjectExchange.Delivery peer = null;
        if (ref instanceof TaskRef<?> task && task.lane != null) {
            peer = task.lane.delivery();
        } else if (ref instanceof BorrowedRef<?> borrowed) {
            peer = borrowed.peer();
        }
        ValueInput in = new ValueInput().wrap(encoded, runtime.carrier(peer));
        T value = ref.codec().decode(in);
        in.requireEnd();
        return value;
    }

    /** As {@link #transcode}; returns why it is not possible, or null. Nothing that code of the user throws escapes. */
    <T> Failure tryTranscode(AbstractRef<? extends T> ref, byte[] encoded, Codec<T> codec, ValueOutput out) {
        try {
            transcode(ref, encoded, codec, out);
            return null;
        } catch (RemexException e) {
            return Failure.of(e.code(), e.getMessage());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return Failure.of(
                    ErrorCode.VALUE_CODEC, "the value of " + ref.description() + " cannot be read and written: " + e);
        }
    }

    /**
     * Appends the value of a reference in the layout of another codec: the bytes as they are where the layouts agree and nothing in
     * them has to be known here, as references have.
     */
    @SuppressWarnings(
            "unchecked") // both codecs are of the type that the compiler checked; a lie ends as ClassCastException
    <T> void transcode(AbstractRef<? extends T> ref, byte[] encoded, Codec<T> codec, ValueOutput out) {
        Codec<?> own = ref.codec();
        String layout = codec.layout();
        if ((own == codec || own.layout().equals(layout)) && !hasReferences(layout)) {
            out.putBytes(encoded, 0, encoded.length);
            return;
        }
        Object value = decode(ref, encoded);
        try {
            codec.encode(out, (T) value);
        } catch (ClassCastException | NullPointerException e) {
            throw new ValueCodecException(
                    "the value of " + ref.description() + " (" + own.layout() + ") does not fit the parameter ("
                            + layout + ')',
                    e);
        }
    }

    /** A failure's bytes, which may be damaged. */
    static Failure decodeFailure(byte[] payload) {
        try {
            return Failure.decode(new ValueInput().wrap(payload, null));
        } catch (ValueCodecException e) {
            return Failure.of(ErrorCode.VALUE_CODEC, "a damaged failure arrived: " + e.getMessage());
        }
    }
}
