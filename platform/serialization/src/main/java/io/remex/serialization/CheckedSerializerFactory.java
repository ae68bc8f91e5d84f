package io.remex.serialization;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.fory.resolver.ClassResolver;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.ExternalizableSerializer;
import org.apache.fory.serializer.JavaSerializer;
import org.apache.fory.serializer.ObjectStreamSerializer;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.SerializerFactory;
import org.apache.fory.serializer.Serializers;

/**
 * Chooses the serializer of every class outside the JDK: a {@link CheckedSerializer} wherever fields are all there is, a {@link
 * LateCheckedSerializer} around Fory's own for the rest. One for each Fory instance.
 */
final class CheckedSerializerFactory implements SerializerFactory {
    private final Nesting nesting;
    private final Set<Class<?>> askingFory = new HashSet<>();

    CheckedSerializerFactory(Nesting nesting) {
        this.nesting = nesting;
    }

    @Override
    public Serializer<?> createSerializer(TypeResolver resolver, Class<?> type) {
        if (type.isHidden() || Proxy.isProxyClass(type)) {
            return new RefusedSerializer<>(resolver.getConfig(), type);
        }
        // Fory asks before it refuses a class that is not registered; no serializer may come into being for it.
        if (!resolver.isRegistered(type)
                || JdkTypes.isJdk(type)
                || type.isInterface()
                || Enum.class.isAssignableFrom(type)) {
            return null;
        }
        return checked(resolver, type);
    }

    private <T> Serializer<T> checked(TypeResolver resolver, Class<T> type) {
        if (GuavaTypes.isReplaced(type)) {
            return new ReplacedSerializer<>(resolver, type, new RefusedSerializer<>(resolver.getConfig(), type));
        }
        if (Throwable.class.isAssignableFrom(type)
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)) {
            return askingFory.contains(type) ? null : lateChecked(resolver, type, choiceOfFory(resolver, type));
        }
        return ClassResolver.useReplaceResolveSerializer(type)
                ? new ReplacedSerializer<>(resolver, type, data(resolver, type))
                : data(resolver, type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Fory's serializers of classes with hooks are raw
    private <T> Serializer<T> data(TypeResolver resolver, Class<T> type) {
        if (Externalizable.class.isAssignableFrom(type)) {
            return new ExternalizableSerializer(resolver, type);
        }
        if (hasOwnReadOrWriteObject(type)) {
            return lateChecked(resolver, type, new ObjectStreamSerializer(resolver, type));
        }
        return new CheckedSerializer<>(resolver, type, nesting);
    }

    private static boolean hasOwnReadOrWriteObject(Class<?> type) {
        return Serializable.class.isAssignableFrom(type)
                && (JavaSerializer.getReadRefMethod(type) != null || JavaSerializer.getWriteObjectMethod(type) != null);
    }

    private <T> Serializer<T> lateChecked(TypeResolver resolver, Class<T> type, Serializer<T> work) {
        return new LateCheckedSerializer<>(resolver, type, work, nesting);
    }

    /** Fory asks this factory first, each time, so it has to know that the question is its own. */
    private <T> Serializer<T> choiceOfFory(TypeResolver resolver, Class<T> type) {
        askingFory.add(type);
        try {
            Serializer<T> choice = Serializers.newSerializer(resolver, type, resolver.getSerializerClass(type, false));
            return Throwable.class.isAssignableFrom(type) ? new ThrowableSerializer<>(resolver, type, choice) : choice;
        } finally {
            askingFory.remove(type);
        }
    }
}
