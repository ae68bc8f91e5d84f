package io.remex.serialization;

import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/** The only object of its class, such as the comparator of the reverse order: nothing is written but the class. */
final class ConstantSerializer<T> extends Serializer<T> {
    private final T constant;

    ConstantSerializer(Config config, Class<T> type, T constant) {
        super(config, type, false, true);
        this.constant = constant;
    }

    @Override
    public void write(WriteContext context, T value) {}

    @Override
    public T read(ReadContext context) {
        return constant;
    }
}
