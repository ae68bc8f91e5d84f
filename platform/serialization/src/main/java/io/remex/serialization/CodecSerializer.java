package io.remex.serialization;

import io.remex.codec.Codec;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.serializer.Serializer;

/**
 * Writes a value as its {@link Codec} does, where Fory falls short of that: its {@code ZonedDateTime} loses the offset, which
 * says which of the two hours at the end of summer time is meant, and its numbers have at most 8 KiB of digits and a scale of
 * 10,000.
 */
final class CodecSerializer<T> extends Serializer<T> {
    private final Codec<T> codec;
    private final ValueOutput out = new ValueOutput(Integer.MAX_VALUE, "the largest array");
    private final ValueInput in = new ValueInput();

    CodecSerializer(Config config, Class<T> type, Codec<T> codec) {
        super(config, type, false, true);
        this.codec = codec;
    }

    @Override
    public void write(WriteContext context, T value) {
        out.reset(null);
        codec.encode(out, value);
        MemoryBuffer buffer = context.getBuffer();
        buffer.writeVarUInt32(out.length());
        buffer.writeBytes(out.buffer(), 0, out.length());
    }

    @Override
    public T read(ReadContext context) {
        MemoryBuffer buffer = context.getBuffer();
        int length = buffer.readVarUInt32();
        buffer.checkReadableBytes(length);
        return codec.decode(in.wrap(buffer.readBytes(length), null));
    }
}
