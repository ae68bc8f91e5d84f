package io.remex.codec;

import io.remex.spi.ReferenceCarrier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Encodes and decodes in tests. */
final class Codecs {
    private Codecs() {}

    static <T> byte[] encode(Codec<T> codec, T value) {
        return encode(codec, value, null);
    }

    static <T> byte[] encode(Codec<T> codec, T value, ReferenceCarrier carrier) {
        ValueOutput out = new ValueOutput(Integer.MAX_VALUE, "test.limit");
        out.reset(carrier);
        codec.encode(out, value);
        return out.copy();
    }

    static <T> T decode(Codec<T> codec, byte[] bytes) {
        return decode(codec, bytes, null);
    }

    static <T> T decode(Codec<T> codec, byte[] bytes, ReferenceCarrier carrier) {
        ValueInput in = new ValueInput().wrap(bytes, carrier);
        T value = codec.decode(in);
        in.requireEnd();
        return value;
    }

    /** As a message stands in a log buffer: off heap, with other bytes around it. */
    static <T> T decodeDirect(Codec<T> codec, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 9).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) 0xAA);
        }
        buffer.put(5, bytes, 0, bytes.length);
        ValueInput in = new ValueInput().wrap(buffer, 5, bytes.length, null);
        T value = codec.decode(in);
        in.requireEnd();
        return value;
    }

    static <T> T roundTrip(Codec<T> codec, T value) {
        return decode(codec, encode(codec, value));
    }
}
