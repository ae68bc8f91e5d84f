package io.remex.serialization;

import java.util.ArrayList;
import java.util.List;

/**
 * Guava's immutable collections, which travel without being registered if Guava is on the class path. They are written as what they
 * are for Java serialization: a form that holds the elements in their order, and makes the collection of them again through its
 * builder. Fory's own serializers for them lose the order of maps.
 */
final class GuavaTypes {
    private static final String PACKAGE = "com.google.common.collect.";
    private static final List<Class<?>> COLLECTIONS = present(
            "RegularImmutableList",
            "SingletonImmutableList",
            "ImmutableList$SubList",
            "RegularImmutableSet",
            "SingletonImmutableSet",
            "ImmutableEnumSet",
            "RegularImmutableSortedSet",
            "RegularImmutableMap",
            "JdkBackedImmutableMap",
            "ImmutableEnumMap",
            "RegularImmutableBiMap",
            "SingletonImmutableBiMap",
            "JdkBackedImmutableBiMap",
            "ImmutableSortedMap");
    private static final List<Class<?>> FORMS = present(
            "ImmutableList$SerializedForm",
            "ImmutableSet$SerializedForm",
            "ImmutableEnumSet$EnumSerializedForm",
            "ImmutableSortedSet$SerializedForm",
            "ImmutableMap$SerializedForm",
            "ImmutableEnumMap$EnumSerializedForm",
            "ImmutableBiMap$SerializedForm",
            "ImmutableSortedMap$SerializedForm",
            "NaturalOrdering",
            "ReverseNaturalOrdering");

    private GuavaTypes() {}

    /** All of them that this class path has: versions differ. */
    static List<Class<?>> present() {
        List<Class<?>> all = new ArrayList<>(COLLECTIONS);
        all.addAll(FORMS);
        return all;
    }

    /** Whether instances are never written as themselves. */
    static boolean isReplaced(Class<?> type) {
        return COLLECTIONS.contains(type);
    }

    private static List<Class<?>> present(String... names) {
        List<Class<?>> found = new ArrayList<>();
        for (String name : names) {
            try {
                found.add(Class.forName(PACKAGE + name, false, GuavaTypes.class.getClassLoader()));
            } catch (ClassNotFoundException absent) {
                continue; // no Guava, or a version that does without it
            }
        }
        return List.copyOf(found);
    }
}
