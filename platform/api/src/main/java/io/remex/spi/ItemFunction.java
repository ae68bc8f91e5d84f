package io.remex.spi;

import io.remex.TaskOptions;
import io.remex.codec.Codec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import java.util.List;

/**
 * A function whose task has several results, each an object of its own: the items of a stream, or the components of a record. Its outcome
 * is their number.
 */
public abstract class ItemFunction extends FunctionDescriptor<Long> {
    private final Kind kind;
    private final List<Codec<?>> itemCodecs;

    /** What the items are. */
    public enum Kind {
        /** Any number of one type, which the caller takes one after the other. */
        STREAM,
        /** One for each component, all wanted at once. */
        RECORD
    }

    /** @param itemCodecs one for all items of a stream, one for each component of a record */
    protected ItemFunction(
            FunctionSignature signature,
            TaskOptions defaults,
            List<Codec<?>> argumentCodecs,
            Kind kind,
            List<Codec<?>> itemCodecs) {
        super(signature, defaults, argumentCodecs, new CountCodec(layout(kind, itemCodecs)));
        this.kind = kind;
        this.itemCodecs = List.copyOf(itemCodecs);
    }

    private static String layout(Kind kind, List<Codec<?>> itemCodecs) {
        StringBuilder layout = new StringBuilder(kind.name()).append('<');
        itemCodecs.forEach(codec -> layout.append(codec.layout()).append(';'));
        return layout.append('>').toString();
    }

    public final Kind kind() {
        return kind;
    }

    /** One codec for all items of a stream, one for each component of a record. */
    public final List<Codec<?>> itemCodecs() {
        return itemCodecs;
    }

    /**
     * Reads the arguments, calls the method and sends its results. Called by a worker on the thread of a slot.
     *
     * @throws Throwable whatever the method throws, and what the sink does
     */
    public abstract void invoke(ValueInput arguments, ItemSink items) throws Throwable;

    /** Its results go to a sink. */
    @Override
    public final void invoke(ValueInput arguments, ValueOutput result) {
        throw new IllegalStateException(name() + " gives its results one by one, to an ItemSink");
    }

    /** The number of items; its layout names what they are, so that it is part of the function's fingerprint. */
    private record CountCodec(String layout) implements Codec<Long> {
        @Override
        public void encode(ValueOutput out, Long value) {
            PrimitiveCodecs.LONG.encode(out, value);
        }

        @Override
        public Long decode(ValueInput in) {
            return PrimitiveCodecs.LONG.decode(in);
        }
    }
}
