package io.remex.codec;

import io.remex.RemexConfigException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The classes that generated code has allowed to travel through the {@link ClassSerializer}, and the one serializer of the
 * process, which is loaded when it is first needed. Thread safe.
 */
public final class RegisteredClasses {
    /** By name: after a live reload the new class stands in for the old one, whose loader can go. */
    private static final Map<String, Class<?>> ALLOWED = new LinkedHashMap<>();

    private static volatile ClassSerializer serializer;

    private RegisteredClasses() {}

    /** Allows classes; called by the static initializer of generated code. */
    public static synchronized void register(Class<?>... types) {
        for (Class<?> type : types) {
            if (ALLOWED.put(type.getName(), type) != type && serializer != null) {
                serializer.register(type);
            }
        }
    }

    /** Whether the class may travel through the serializer. */
    public static synchronized boolean isRegistered(Class<?> type) {
        return ALLOWED.get(type.getName()) == type;
    }

    /** All registered classes, in order of registration. */
    public static synchronized List<Class<?>> all() {
        return List.copyOf(ALLOWED.values());
    }

    /**
     * The serializer.
     *
     * @throws RemexConfigException none is on the class path
     */
    public static ClassSerializer serializer() {
        ClassSerializer loaded = serializer;
        return loaded != null ? loaded : load();
    }

    private static synchronized ClassSerializer load() {
        if (serializer == null) {
            Iterator<ClassSerializer> found = ServiceLoader.load(
                            ClassSerializer.class, RegisteredClasses.class.getClassLoader())
                    .iterator();
            if (!found.hasNext()) {
                throw new RemexConfigException(
                        "a class without a generated codec is to be sent, but no ClassSerializer is on"
                                + " the class path; add the dependency io.remex:remex-serialization");
            }
            ClassSerializer loaded = found.next();
            ALLOWED.values().forEach(loaded::register);
            serializer = loaded;
        }
        return serializer;
    }
}
