package io.remex.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;

/** What a type is to a codec. Shapes of records can be cyclic; {@link #key()} tells two shapes apart. */
sealed interface Shape {

    /** The Java type of the values, without wildcards and type variables. */
    TypeName type();

    /** The shapes inside. */
    default List<Shape> children() {
        return List.of();
    }

    /** Equal for shapes that have the same codec. */
    default String key() {
        return type() + " " + LayoutText.of(this);
    }

    /** A primitive: written and read by a method of its own. */
    record Primitive(TypeName type, String codecField, String accessorSuffix, String layout) implements Shape {}

    /** A type that a constant of the run-time library is the codec of. */
    record Constant(TypeName type, ClassName holder, String field, String layout) implements Shape {}

    /** A type of another library, whose codec is found when the program runs; its layout is its name. */
    record Provided(ClassName type) implements Shape {}

    /** An array of references. */
    record Array(TypeName type, Shape element) implements Shape {
        @Override
        public List<Shape> children() {
            return List.of(element);
        }
    }

    /** A collection interface of the JDK, or {@code Optional}. */
    record Container(ParameterizedTypeName type, ContainerKind kind, List<Shape> children) implements Shape {}

    /** An enum. */
    record Enumeration(ClassName type, String binaryName, List<String> constants) implements Shape {}

    /** A reference that is passed unresolved. */
    record Reference(TypeName type, Shape value) implements Shape {
        @Override
        public List<Shape> children() {
            return List.of(value);
        }
    }

    /** A class that travels through the class serializer. */
    record Opaque(TypeName type, ClassName rawType, String layout) implements Shape {}

    /** A record with a generated codec. */
    final class Composite implements Shape {
        private final TypeName type;
        private final ClassName rawType;
        private final String binaryName;
        private List<Component> components = List.of();

        Composite(TypeName type, ClassName rawType, String binaryName) {
            this.type = type;
            this.rawType = rawType;
            this.binaryName = binaryName;
        }

        /** Closes the circle: set once, when the components, which may mention the record, are known. */
        void components(List<Component> value) {
            components = List.copyOf(value);
        }

        List<Component> components() {
            return components;
        }

        ClassName rawType() {
            return rawType;
        }

        String binaryName() {
            return binaryName;
        }

        @Override
        public TypeName type() {
            return type;
        }

        @Override
        public List<Shape> children() {
            return components.stream().map(Component::shape).toList();
        }
    }

    /**
     * A component of a record.
     *
     * @param declaredType as the record declares it, with its type arguments filled in
     */
    record Component(String name, TypeName declaredType, Shape shape) {}

    /** The containers, by the method of {@code CollectionCodecs} that makes their codec. */
    enum ContainerKind {
        LIST("list", "List"),
        SET("set", "Set"),
        COLLECTION("collection", "Collection"),
        MAP("map", "Map"),
        OPTIONAL("optional", "Optional");

        private final String factory;
        private final String layoutName;

        ContainerKind(String factory, String layoutName) {
            this.factory = factory;
            this.layoutName = layoutName;
        }

        String factory() {
            return factory;
        }

        String layoutName() {
            return layoutName;
        }

        String qualifiedName() {
            return "java.util." + layoutName;
        }
    }
}
