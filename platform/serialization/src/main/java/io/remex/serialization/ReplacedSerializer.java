package io.remex.serialization;

import io.remex.ValueCodecException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.JavaSerializer;
import org.apache.fory.serializer.Serializer;

/**
 * Writes what {@code writeReplace} returns and returns what {@code readResolve} makes of it, for classes that have either. Fory's
 * own serializer for them would read any registered class past {@link CheckedSerializer}.
 */
final class ReplacedSerializer<T> extends Serializer<T> {
    private static final byte ITSELF = 0;
    private static final byte REPLACEMENT = 1;

    private final Method writeReplace;
    private final Method readResolve;
    private final Serializer<T> data;

    /** @param data writes and reads an object that is not replaced */
    ReplacedSerializer(TypeResolver resolver, Class<T> type, Serializer<T> data) {
        super(resolver.getConfig(), type);
        this.writeReplace = accessible(JavaSerializer.getWriteReplaceMethod(type));
        this.readResolve = accessible(JavaSerializer.getReadResolveMethod(type));
        this.data = data;
    }

    @Override
    public void write(WriteContext context, T value) {
        Object replacement = writeReplace == null ? value : call(writeReplace, value);
        if (replacement != null && replacement.getClass() == type) {
            context.getBuffer().writeByte(ITSELF);
            data.write(context, type.cast(replacement));
        } else {
            context.getBuffer().writeByte(REPLACEMENT);
            context.writeRef(replacement);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // what receives it checks it: a field, a cast, the codec
    public T read(ReadContext context) {
        byte form = context.getBuffer().readByte();
        return switch (form) {
            case ITSELF -> {
                T value = data.read(context);
                yield readResolve == null ? value : (T) call(readResolve, value);
            }
            case REPLACEMENT -> (T) context.readRef();
            default -> throw new ValueCodecException("form " + form + " of a " + type.getName() + " does not exist");
        };
    }

    private static Method accessible(Method method) {
        if (method != null) {
            method.setAccessible(true);
        }
        return method;
    }

    private static Object call(Method method, Object target) {
        try {
            return method.invoke(target);
        } catch (InvocationTargetException e) {
            throw new ValueCodecException(method + " failed: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new ValueCodecException(method + " cannot be called", e);
        }
    }
}
