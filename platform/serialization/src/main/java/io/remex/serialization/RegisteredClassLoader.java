package io.remex.serialization;

import java.util.Map;

/** Resolves the names of registered classes to exactly those classes, whichever loaders they came from. */
final class RegisteredClassLoader extends ClassLoader {
    private final Map<String, Class<?>> registered;

    RegisteredClassLoader(Map<String, Class<?>> registered) {
        super(RegisteredClassLoader.class.getClassLoader());
        this.registered = registered;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> type = registered.get(name);
        return type != null ? type : super.loadClass(name, resolve);
    }
}
