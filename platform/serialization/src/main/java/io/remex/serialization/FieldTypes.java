package io.remex.serialization;

import io.remex.ValueCodecException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.fory.reflect.FieldAccessor;

/** Checks that fields hold values of their declared types. */
final class FieldTypes {
    private FieldTypes() {}

    /** Fails unless the value may stand in the field. */
    static void requireFits(Field field, Object value) {
        if (value != null && !field.getType().isPrimitive() && !field.getType().isInstance(value)) {
            throw new ValueCodecException("a " + value.getClass().getName() + " arrived for the field "
                    + field.getDeclaringClass().getName() + '.' + field.getName() + " of type "
                    + field.getType().getName());
        }
    }

    /** A field that the platform is known to have. */
    static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(type + " has no field " + name, e);
        }
    }

    /** The fields of a class and its superclasses that hold references, up to the first class of the JDK. */
    static List<FieldAccessor> references(Class<?> type) {
        List<FieldAccessor> accessors = new ArrayList<>();
        for (Class<?> at = type; at != null && !JdkTypes.isJdk(at); at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    accessors.add(FieldAccessor.createAccessor(field));
                }
            }
        }
        return List.copyOf(accessors);
    }
}
