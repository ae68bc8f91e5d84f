package io.remex.objectstore;

import io.remex.codec.Codec;
import io.remex.codec.CodecProvider;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.codec.ViewScope;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/**
 * The codec of {@link DirectBuffer}. Writing copies the buffer's bytes once, from 0 to its capacity. Reading copies nothing where the
 * bytes are lent: the value is a read-only view of where they lie, which throws {@link IllegalStateException} once its
 * {@link ViewScope} is closed. Where they are not, it is a copy. Stateless.
 */
public final class DirectBufferCodec implements Codec<DirectBuffer>, CodecProvider {
    /** The one that code of this project uses. */
    public static final DirectBufferCodec INSTANCE = new DirectBufferCodec();

    /** For ServiceLoader. */
    public DirectBufferCodec() {}

    /** Whether values of the codec are, or can have inside, views of the bytes that they were read from. */
    public static boolean lendsViews(Codec<?> codec) {
        return codec.layout().contains(INSTANCE.layout());
    }

    @Override
    public Class<?> type() {
        return DirectBuffer.class;
    }

    @Override
    public Codec<?> codec() {
        return this;
    }

    @Override
    public void encode(ValueOutput out, DirectBuffer value) {
        if (out.putPresence(value)) {
            int length = value.capacity();
            out.putCount(length);
            value.getBytes(0, out.appendBuffer(length), length);
        }
    }

    @Override
    public DirectBuffer decode(ValueInput in) {
        if (!in.getPresence()) {
            return null;
        }
        int length = in.getCount(Byte.BYTES);
        ViewScope scope = in.viewScope();
        if (scope != null) {
            return new ViewBuffer(in.getBuffer(length).asReadOnlyBuffer(), scope);
        }
        byte[] copy = new byte[length];
        in.getBytes(copy, 0, length);
        return new ViewBuffer(ByteBuffer.wrap(copy).asReadOnlyBuffer(), new ViewScope(null, ""));
    }

    @Override
    public String layout() {
        return DirectBuffer.class.getName();
    }
}
