package io.remex.processor;

import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The classes that may travel through the class serializer, sorted. */
final class RegisteredTypes {
    private final Map<String, TypeName> visible = new TreeMap<>();
    private final Map<String, String> hidden = new TreeMap<>();

    /** A class that generated code can name. */
    void add(String binaryName, TypeName type) {
        visible.put(binaryName, type);
    }

    /** A class, a private one, that generated code can only find by its name. */
    void addHidden(String binaryName) {
        hidden.put(binaryName, binaryName);
    }

    void addAll(RegisteredTypes other) {
        visible.putAll(other.visible);
        hidden.putAll(other.hidden);
    }

    List<TypeName> visible() {
        return List.copyOf(visible.values());
    }

    List<String> hidden() {
        return new ArrayList<>(hidden.values());
    }
}
