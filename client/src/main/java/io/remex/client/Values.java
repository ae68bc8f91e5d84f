package io.remex.client;

import io.remex.ErrorCode;
import io.remex.ObjectLostException;
import io.remex.RemexException;
import io.remex.ValueCodecException;
import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.objectstore.ObjectDescriptor;
import io.remex.objectstore.ObjectSink;
import io.remex.objectstore.ObjectView;
import io.remex.protocol.Failure;
import io.remex.spi.ObjectExchange;
import io.remex.spi.ReferenceCarrier;
import io.remex.transport.MessageLimits;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Values of references between their bytes and their objects. Stateless; on the thread of whoever reads or sends the value. */
final class Values {
    private static final int MAX_READS = 3;

    private final CallerRuntime runtime;

    Values(CallerRuntime runtime) {
        this.runtime = runtime;
    }

    /** An output for a value of any size. */
    ValueOutput newOutput() {
        return new ValueOutput(
                MessageLimits.INLINE_LIMIT_BYTES, MessageLimits.INLINE_LIMIT_NAME, ObjectSink.opener(runtime.store()));
    }

    /** Whether values of the layout can have references inside. */
    static boolean hasReferences(String layout) {
        return layout.contains("ObjectRef<");
    }

    /**
     * The value of a reference: of its bytes, or of its object in the store, which is read in place.
     *
     * @throws io.remex.ObjectLostException the object is not there any more
     */
    <T> T decode(AbstractRef<T> ref, Object value) {
        T decoded = read(ref, value);
        if (ref.bringsReferences()) {
            ref.keepReferences(decoded);
        }
        return decoded;
    }

    private <T> T read(AbstractRef<T> ref, Object value) {
        ReferenceCarrier carrier = ref.carrier();
        if (ref.lendsViews()) {
            return readLent(ref, value, carrier);
        }
        if (value instanceof byte[] encoded) {
            return decode(new ValueInput().wrap(encoded, carrier), ref.codec());
        }
        return read(ref, (StoredHandle) value, view -> {
            T decoded = decode(new ValueInput().wrap(new ByteBuffer[] {view.byteBuffer()}, carrier), ref.codec());
            view.requireValid();
            return decoded;
        });
    }

    /** References inside a result are borrowed when it comes, not when it is read: the lane stays until their outcomes are here. */
    void borrowReferences(AbstractRef<?> ref, Object value, CallerLaneDelivery delivery) {
        if (value == null) {
            return; // released in the meantime: nobody will read them
        }
        delivery.pin();
        runtime.callback(() -> {
            try {
                tryDecode(ref, value);
            } finally {
                delivery.unpin();
            }
        });
    }

    /** Reads a value so that the references inside are known here, and stay for as long as the one that has them inside. */
    void keepReferencesInside(AbstractRef<?> ref) {
        runtime.callback(() -> {
            Object value = ref.valueOrNull();
            if (value != null) {
                tryDecode(ref, value);
            }
        });
    }

    private void tryDecode(AbstractRef<?> ref, Object value) {
        try {
            decode(ref, value);
        } catch (RuntimeException e) {
            System.getLogger(Values.class.getName())
                    .log(System.Logger.Level.DEBUG, "whoever reads the result hears of it: " + e);
        }
    }

    /** The value with views of its bytes, which can be read until the reference is released. */
    private <T> T readLent(AbstractRef<T> ref, Object value, ReferenceCarrier carrier) {
        if (value instanceof byte[] encoded) {
            LentValue known = ref.lentValue();
            LentValue lent = known != null ? known : ref.lend(LentValue.inline(encoded, ref.description()));
            return decode(lent, ref.codec(), carrier);
        }
        StoredHandle handle = (StoredHandle) value;
        return whileHeld(ref, handle, () -> {
            LentValue known = ref.lentValue();
            LentValue lent = known != null ? known : ref.lend(open(ref, handle));
            return decode(lent, ref.codec(), carrier);
        });
    }

    private LentValue open(AbstractRef<?> ref, StoredHandle handle) {
        StoredValue value = handle.value();
        ObjectDescriptor copy = value.descriptor();
        try {
            return LentValue.stored(handle, runtime.store().view(copy), ref.description());
        } catch (ObjectLostException e) {
            value.onLost(copy);
            throw e;
        }
    }

    private static <T> T decode(LentValue lent, Codec<T> codec, ReferenceCarrier carrier) {
        ValueInput in = new ValueInput().wrap(new ByteBuffer[] {lent.bytes()}, carrier);
        in.lendViews(lent::scope);
        return decode(in, codec);
    }

    private static <T> T decode(ValueInput in, Codec<T> codec) {
        T value = codec.decode(in);
        in.requireEnd();
        return value;
    }

    private <T> T read(AbstractRef<?> ref, StoredHandle handle, Function<ObjectView, T> reader) {
        return whileHeld(ref, handle, () -> readWhereItIs(handle.value(), reader));
    }

    /** Reads a stored object, which cannot go meanwhile if this process has a say in it. */
    private static <T> T whileHeld(AbstractRef<?> ref, StoredHandle handle, Supplier<T> reader) {
        StoredValue value = handle.value();
        if (!value.retain()) {
            throw new ObjectLostException(ref.description() + " was released by this program");
        }
        try {
            return reader.get();
        } catch (ObjectLostException e) {
            throw new ObjectLostException("the value of " + ref.description() + " is lost: " + e.getMessage());
        } finally {
            value.release();
            Reference.reachabilityFence(handle);
        }
    }

    /** The owner may move an object while it is read, to a file and back. What a dead process left behind is as good as ever. */
    private <T> T readWhereItIs(StoredValue value, Function<ObjectView, T> reader) {
        for (int attempt = 1; ; attempt++) {
            if (!value.isThere()) {
                throw new ObjectLostException("it was lost before");
            }
            ObjectDescriptor copy = value.descriptor();
            try (ObjectView view = runtime.store().view(copy)) {
                return reader.apply(view);
            } catch (ObjectLostException e) {
                if (attempt == MAX_READS) {
                    value.onLost(copy);
                    throw value.isHolderGone()
                            ? new ObjectLostException("the worker that kept it is gone: " + e.getMessage())
                            : e;
                }
            } catch (ValueCodecException e) {
                if (attempt == MAX_READS) {
                    throw e;
                }
            }
        }
    }

    /** As {@link #transcode}; returns why it is not possible, or null. Nothing that code of the user throws escapes. */
    <T> Failure tryTranscode(AbstractRef<? extends T> ref, Object value, Codec<T> codec, ValueOutput out) {
        try {
            transcode(ref, value, codec, out);
            return null;
        } catch (RemexException e) {
            return Failure.of(e.code(), e.getMessage());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return Failure.of(
                    ErrorCode.VALUE_CODEC, "the value of " + ref.description() + " cannot be read and written: " + e);
        }
    }

    /**
     * Whether the encoded value of a reference can be used as it is where another codec is declared: the layouts agree, and nothing
     * in it has to be known here, as references have.
     */
    static boolean agree(AbstractRef<?> ref, Codec<?> codec) {
        String layout = codec.layout();
        Codec<?> own = ref.codec();
        return (own == codec || own.layout().equals(layout)) && !hasReferences(layout);
    }

    /**
     * The stored value of a reference for somebody who reads it after this call: held for readers, whether there is a copy now or not.
     *
     * @throws io.remex.ObjectLostException it was released
     */
    static StoredValue retainForReaders(AbstractRef<?> ref, StoredHandle handle) {
        StoredValue value = handle.value();
        if (!value.retainForReaders()) {
            throw new ObjectLostException(ref.description() + " was released by this program");
        }
        return value;
    }

    /** Appends the value of a reference in the layout of another codec: the bytes as they are where the layouts agree. */
    @SuppressWarnings(
            "unchecked") // both codecs are of the type that the compiler checked; a lie ends as ClassCastException
    <T> void transcode(AbstractRef<? extends T> ref, Object value, Codec<T> codec, ValueOutput out) {
        if (agree(ref, codec)) {
            if (value instanceof byte[] encoded) {
                out.putBytes(encoded, 0, encoded.length);
            } else {
                read(ref, (StoredHandle) value, view -> {
                    out.putBytes(view.byteBuffer());
                    view.requireValid();
                    return null;
                });
            }
            return;
        }
        Object decoded = decode(ref, value);
        try {
            codec.encode(out, (T) decoded);
        } catch (ClassCastException | NullPointerException e) {
            throw new ValueCodecException(
                    "the value of " + ref.description() + " (" + ref.codec().layout() + ") does not fit the parameter ("
                            + codec.layout() + ')',
                    e);
        }
    }

    /** The outcome of a borrowed object: a value's bytes, or a {@link Failure}. */
    static Object borrowedOutcome(ObjectExchange.OutcomeKind kind, byte[] payload) {
        return switch (kind) {
            case VALUE -> payload;
            case FAILURE -> decodeFailure(payload);
            case STORED -> Failure.of(ErrorCode.VALUE_CODEC, "a stored object arrived without a loan");
        };
    }

    /** The outcome of a borrowed object that is stored: a {@link StoredValue}, or a {@link Failure}. */
    static Object lentOutcome(byte[] descriptor, ObjectExchange.Loan loan) {
        try {
            return StoredValue.borrowed(ObjectDescriptor.decode(descriptor, 0), loan);
        } catch (ValueCodecException e) {
            loan.giveBack();
            return Failure.of(ErrorCode.VALUE_CODEC, "a damaged descriptor arrived: " + e.getMessage());
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
