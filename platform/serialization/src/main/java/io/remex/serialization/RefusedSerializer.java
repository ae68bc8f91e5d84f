package io.remex.serialization;

import io.remex.ValueCodecException;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/** Stands where Fory would carry something that may not travel: lambdas, proxies, class objects, the insides of a collection. */
final class RefusedSerializer<T> extends Serializer<T> {

    RefusedSerializer(Config config, Class<T> type) {
        super(config, type);
    }

    @Override
    public void write(WriteContext context, T value) {
        throw refusal();
    }

    @Override
    public T read(ReadContext context) {
        throw refusal();
    }

    private ValueCodecException refusal() {
        return new ValueCodecException(
                getType().getName() + " cannot travel as it is: lambdas, proxies and classes as values are code,"
                        + " not data; send the data they work on");
    }
}
