package io.remex.serialization;

import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.reflect.FieldAccessor;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.AbstractObjectSerializer;
import org.apache.fory.serializer.ObjectSerializer;
import org.apache.fory.type.Descriptor;

/**
 * Writes an object field by field, as Fory's own serializer does, and reads it with two checks that it leaves out: depth, and
 * that each field receives a value of its own type. Below Java 25 Fory stores into fields through {@code Unsafe}, which would
 * let damaged bytes put any registered object into any field, where compiled code then trusts it to be what it is declared as.
 */
final class CheckedSerializer<T> extends AbstractObjectSerializer<T> {
    private final Nesting nesting;
    private final ObjectSerializer<T> fields;
    private final FieldAccessor[] accessors;

    CheckedSerializer(TypeResolver resolver, Class<T> type, Nesting nesting) {
        super(resolver, type);
        this.nesting = nesting;
        // Before the fields are looked at: one of them may be of this very class.
        resolver.setSerializerIfAbsent(type, this);
        try {
            fields = new ObjectSerializer<>(resolver, type);
            accessors = isRecord ? new FieldAccessor[0] : accessors(resolver, type);
        } catch (RuntimeException e) {
            // A field's class may not travel; the next attempt has to find that out again.
            resolver.resetSerializer(type, null);
            throw e;
        }
    }

    private static FieldAccessor[] accessors(TypeResolver resolver, Class<?> type) {
        return resolver.getFieldDescriptorGrouper(type, true, false).getSortedDescriptors().stream()
                .map(Descriptor::getField)
                .map(FieldAccessor::createAccessor)
                .toArray(FieldAccessor[]::new);
    }

    @Override
    public void write(WriteContext context, T value) {
        nesting.enter();
        fields.write(context, value);
        nesting.leave();
    }

    @Override
    public T read(ReadContext context) {
        nesting.enter();
        // The constructor of a record checks the types itself.
        T value = isRecord ? fields.read(context) : readBean(context);
        nesting.leave();
        return value;
    }

    private T readBean(ReadContext context) {
        context.reserveGraphMemory((long) objectGraphMemoryBytes);
        T bean = newBean();
        context.reference(bean);
        Object[] values = fields.readFields(context);
        for (int i = 0; i < accessors.length; i++) {
            FieldAccessor accessor = accessors[i];
            FieldTypes.requireFits(accessor.getField(), values[i]);
            accessor.set(bean, values[i]);
        }
        return bean;
    }
}
