package io.remex.serialization;

import io.remex.ValueCodecException;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.reflect.FieldAccessor;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;

/**
 * Adds to Fory's serializer of throwables what it loses: the stack of one whose class has no constructor that takes a message.
 * Such an object is made without a constructor, and {@link Throwable#setStackTrace} then does nothing.
 */
final class ThrowableSerializer<T> extends Serializer<T> {
    private static final FieldAccessor STACK_TRACE =
            FieldAccessor.createAccessor(FieldTypes.field(Throwable.class, "stackTrace"));

    private final Serializer<T> work;

    ThrowableSerializer(TypeResolver resolver, Class<T> type, Serializer<T> work) {
        super(resolver.getConfig(), type);
        this.work = work;
    }

    @Override
    public void write(WriteContext context, T value) {
        context.writeRef(((Throwable) value).getStackTrace());
        work.write(context, value);
    }

    @Override
    public T read(ReadContext context) {
        if (!(context.readRef() instanceof StackTraceElement[] stack)) {
            throw new ValueCodecException("a " + type.getName() + " arrived without its stack");
        }
        for (StackTraceElement element : stack) {
            if (element == null) {
                throw new ValueCodecException("the stack of a " + type.getName() + " has gaps");
            }
        }
        T value = work.read(context);
        STACK_TRACE.putObject(value, stack);
        return value;
    }
}
