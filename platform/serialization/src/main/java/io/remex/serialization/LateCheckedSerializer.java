package io.remex.serialization;

import java.util.List;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.reflect.FieldAccessor;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;

/**
 * Has a serializer of Fory do the work and checks the fields when the object is there: for throwables, collections, maps and
 * classes with a {@code readObject} of their own. The last may see an unchecked field while that method runs.
 */
final class LateCheckedSerializer<T> extends Serializer<T> {
    private final Nesting nesting;
    private final Serializer<T> work;
    private final List<FieldAccessor> references;

    LateCheckedSerializer(TypeResolver resolver, Class<T> type, Serializer<T> work, Nesting nesting) {
        super(resolver.getConfig(), type);
        this.nesting = nesting;
        this.work = work;
        this.references = FieldTypes.references(type);
    }

    @Override
    public void write(WriteContext context, T value) {
        nesting.enter();
        work.write(context, value);
        nesting.leave();
    }

    @Override
    public T read(ReadContext context) {
        nesting.enter();
        T value = work.read(context);
        for (FieldAccessor accessor : references) {
            FieldTypes.requireFits(accessor.getField(), accessor.getObject(value));
        }
        nesting.leave();
        return value;
    }
}
