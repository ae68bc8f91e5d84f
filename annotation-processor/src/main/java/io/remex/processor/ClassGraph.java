package io.remex.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Walks everything that the class serializer can meet below one class: fields of the class and its superclasses, elements of arrays and
 * collections, permitted and named subclasses. Registers what it finds, describes its structure as a text, and reports
 * what cannot travel. One instance for each type that stands in a signature or a record.
 */
final class ClassGraph {
    private static final int MAX_CLASSES = 2_000;
    private static final Map<String, List<String>> COLLECTION_CLASSES = Map.of(
            "java.util.SortedSet", List.of("java.util.TreeSet"),
            "java.util.NavigableSet", List.of("java.util.TreeSet"),
            "java.util.SortedMap", List.of("java.util.TreeMap"),
            "java.util.NavigableMap", List.of("java.util.TreeMap"),
            "java.util.Queue", List.of("java.util.ArrayDeque", "java.util.LinkedList"),
            "java.util.Deque", List.of("java.util.ArrayDeque", "java.util.LinkedList"));
    private static final Set<String> GUAVA_COLLECTIONS = Set.of(
            "com.google.common.collect.ImmutableList",
            "com.google.common.collect.ImmutableSet",
            "com.google.common.collect.ImmutableSortedSet",
            "com.google.common.collect.ImmutableMap",
            "com.google.common.collect.ImmutableBiMap",
            "com.google.common.collect.ImmutableSortedMap");
    private static final List<Class<?>> NUMBERS = List.of(
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            java.math.BigInteger.class,
            java.math.BigDecimal.class);

    private final ProcessorContext context;
    private final RegisteredTypes registered;
    private final Report report;
    private final Set<String> described = new HashSet<>();

    ClassGraph(ProcessorContext context, RegisteredTypes registered, Report report) {
        this.context = context;
        this.registered = registered;
        this.report = report;
    }

    /** The structure of the type, as a text that is the same in every compilation. */
    String describe(TypeMirror type, Position position) {
        TypeKind kind = type.getKind();
        if (kind == TypeKind.ERROR) {
            report.addUnresolvedType();
            return "";
        } else if (kind.isPrimitive()) {
            return TypeName.get(type).toString();
        } else if (type instanceof ArrayType array) {
            return describeArray(array, position);
        } else if (kind != TypeKind.DECLARED) {
            return describe(context.types().erasure(type), position);
        }
        DeclaredType declared = (DeclaredType) context.typeVariables().invariant(type);
        if (position.isEndless() || described.size() > MAX_CLASSES) {
            uncarriable(
                    declared,
                    position,
                    "its types nest without end",
                    "write a type that does not grow with each level");
            return "";
        }
        TypeElement element = (TypeElement) declared.asElement();
        Optional<UncarriableTypes.Rule> rule = context.uncarriableTypes()
                .ruleAgainst(declared, !subtypesOf(declared, element, position).isEmpty());
        if (rule.isPresent()) {
            uncarriable(declared, position, rule.get().reason(), rule.get().remedy());
            return "";
        } else if (element.getQualifiedName().contentEquals("io.remex.ObjectRef")) {
            uncarriable(
                    declared, position, "a class outside the generated codecs holds it", "make that class a record");
            return "";
        } else if (StandardTypes.shapeOf(TypeName.get(declared)).isPresent()) {
            return element.getQualifiedName().toString();
        } else if (TypeAccess.isPlatformType(element)) {
            return describePlatformType(declared, element, position);
        } else if (GUAVA_COLLECTIONS.contains(element.getQualifiedName().toString())) {
            return describeGuavaCollection(declared, position);
        }
        return describeOwnType(declared, element, position);
    }

    private void uncarriable(TypeMirror type, Position position, String reason, String remedy) {
        report.add(
                Diagnostic.UNCARRIABLE_TYPE,
                position.element(),
                position.describe(),
                position.function(),
                TypeAccess.display(type) + ": " + reason,
                remedy);
    }

    private String describeArray(ArrayType array, Position position) {
        String component = describe(array.getComponentType(), position);
        TypeMirror leaf = array;
        int dimensions = 0;
        while (leaf instanceof ArrayType inner) {
            leaf = inner.getComponentType();
            dimensions++;
        }
        Optional<TypeElement> element = TypeAccess.elementOf(leaf);
        if (element.isPresent() && !TypeAccess.isPlatformType(element.get())) {
            register(element.get(), dimensions);
        }
        return component + "[]";
    }

    private String describePlatformType(DeclaredType type, TypeElement element, Position position) {
        String name = element.getQualifiedName().toString();
        if (!described.add(TypeAccess.display(type))) {
            return TypeAccess.display(type);
        }
        String text = name + describeArguments(type, position);
        if (element.getKind() == ElementKind.ENUM) {
            register(element, 0);
        } else if (name.equals("java.lang.Number")) {
            NUMBERS.forEach(number -> registered.add(number.getName(), ClassName.get(number)));
        } else if (isCollection(element)) {
            List<String> classes =
                    element.getKind().isInterface() ? COLLECTION_CLASSES.getOrDefault(name, List.of()) : List.of(name);
            classes.forEach(found -> registered.add(found, ClassName.bestGuess(found)));
        } else if (isOpen(element)) {
            return text + describeSubtypes(type, element, position);
        } else {
            register(element, 0);
        }
        return text;
    }

    /** The class serializer knows the private classes of these; only what is in them is to be looked at. */
    private String describeGuavaCollection(DeclaredType type, Position position) {
        return described.add(TypeAccess.display(type))
                ? TypeAccess.qualifiedName(type) + describeArguments(type, position)
                : TypeAccess.display(type);
    }

    private boolean isCollection(TypeElement element) {
        TypeMirror erased = context.types().erasure(element.asType());
        return List.of("java.util.Collection", "java.util.Map").stream()
                .map(name -> context.types()
                        .erasure(context.elements().getTypeElement(name).asType()))
                .anyMatch(root -> context.types().isSubtype(erased, root));
    }

    /** The type arguments; those of a raw collection, or of a raw type of the user, are the bounds. */
    private String describeArguments(DeclaredType type, Position position) {
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        TypeElement element = (TypeElement) type.asElement();
        if (arguments.isEmpty() && (isCollection(element) || !TypeAccess.isPlatformType(element))) {
            arguments = element.getTypeParameters().stream()
                    .map(parameter -> context.types().erasure(parameter.asType()))
                    .toList();
        }
        return arguments.isEmpty()
                ? ""
                : arguments.stream()
                        .map(argument -> describe(argument, position))
                        .collect(Collectors.joining(",", "<", ">"));
    }

    private String describeOwnType(DeclaredType type, TypeElement element, Position position) {
        String kind = element.getKind() == ElementKind.ENUM ? "enum " : "class ";
        String binaryName = context.access().binaryName(element);
        String display = TypeAccess.display(type);
        // Before the arguments are looked at: the bound of a raw type can be the type itself.
        if (!described.add(display)) {
            return kind + binaryName + (display.contains("<") ? display.substring(display.indexOf('<')) : "");
        }
        String name = kind + binaryName + describeArguments(type, position);
        StringBuilder text = new StringBuilder(name).append('{');
        if (element.getKind() == ElementKind.ENUM) {
            register(element, 0);
            ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
                    .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
                    .forEach(constant -> text.append(constant.getSimpleName()).append(','));
            return text.append('}').toString();
        }
        if (!element.getKind().isInterface() && !element.getModifiers().contains(Modifier.ABSTRACT)) {
            register(element, 0);
        }
        Position owner = position.inside(
                TypeAccess.nestedName(element), context.namedSubtypes().of(report, element));
        for (TypeMirror at = type; at != null; at = ownSuperclass(at)) {
            TypeElement level = TypeAccess.elementOf(at).orElseThrow();
            if (TypeAccess.isPlatformType(level)) {
                text.append("extends ")
                        .append(level.getQualifiedName())
                        .append(describeArguments((DeclaredType) at, owner));
                break;
            }
            describeFields((DeclaredType) at, level, position, text);
        }
        return text.append('}')
                .append(describeSubtypes(type, element, position))
                .toString();
    }

    /** The superclass with its type arguments filled in, or null where the walk ends. */
    private TypeMirror ownSuperclass(TypeMirror type) {
        return context.types().directSupertypes(type).stream()
                .filter(supertype -> TypeAccess.elementOf(supertype)
                        .filter(element -> !element.getKind().isInterface())
                        .isPresent())
                .filter(supertype ->
                        !List.of("java.lang.Object", "java.lang.Record").contains(TypeAccess.qualifiedName(supertype)))
                .findFirst()
                .orElse(null);
    }

    private void describeFields(DeclaredType type, TypeElement element, Position position, StringBuilder text) {
        List<VariableElement> fields = new ArrayList<>(ElementFilter.fieldsIn(element.getEnclosedElements()));
        fields.removeIf(field -> field.getModifiers().contains(Modifier.STATIC)
                || field.getModifiers().contains(Modifier.TRANSIENT));
        fields.sort(Comparator.comparing(field -> field.getSimpleName().toString()));
        for (VariableElement field : fields) {
            String name = field.getSimpleName().toString();
            Position inside = position.inside(
                    TypeAccess.nestedName(element) + '.' + name,
                    context.namedSubtypes().of(report, element, field));
            TypeMirror fieldType = context.types().asMemberOf(type, field);
            text.append(name).append(':').append(describe(fieldType, inside)).append(';');
        }
    }

    /** The subclasses that can stand for the type; a warning where there can be some that nobody named. */
    private String describeSubtypes(DeclaredType type, TypeElement element, Position position) {
        List<TypeMirror> subtypes = subtypesOf(type, element, position);
        if (subtypes.isEmpty() && isOpen(element) && element.getKind() != ElementKind.ENUM) {
            if (!isSilenced(position.element())) {
                String display = TypeAccess.display(type);
                report.addOnce(
                        List.of(position.place(), display),
                        Diagnostic.OPEN_TYPE,
                        position.element(),
                        position.describe(),
                        position.function(),
                        display,
                        position.declaration());
            }
            return "";
        }
        Map<String, String> texts = new TreeMap<>();
        for (TypeMirror subtype : subtypes) {
            texts.put(TypeAccess.qualifiedName(subtype), '|' + describe(subtype, position));
        }
        return String.join("", texts.values());
    }

    private List<TypeMirror> subtypesOf(DeclaredType type, TypeElement element, Position position) {
        List<TypeMirror> subtypes = new ArrayList<>();
        for (TypeMirror permitted : element.getPermittedSubclasses()) {
            TypeAccess.elementOf(permitted)
                    .ifPresent(subclass -> subtypes.add(context.typeVariables().asSubclassOf(subclass, type)));
        }
        TypeMirror erased = context.types().erasure(type);
        List<TypeMirror> named = context.namedSubtypes().of(report, element);
        named.addAll(position.subtypes());
        for (TypeMirror candidate : named) {
            TypeMirror erasedCandidate = context.types().erasure(candidate);
            if (context.types().isSubtype(erasedCandidate, erased)
                    && !context.types().isSameType(erasedCandidate, erased)) {
                subtypes.add(candidate);
            }
        }
        return subtypes;
    }

    private static boolean isOpen(TypeElement element) {
        return !element.getModifiers().contains(Modifier.SEALED)
                && (element.getKind().isInterface()
                        || element.getModifiers().contains(Modifier.ABSTRACT)
                        || element.getQualifiedName().contentEquals("java.lang.Object"));
    }

    private static boolean isSilenced(Element element) {
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            SuppressWarnings annotation = at.getAnnotation(SuppressWarnings.class);
            if (annotation != null && List.of(annotation.value()).contains("remex")) {
                return true;
            }
        }
        return false;
    }

    private void register(TypeElement element, int dimensions) {
        String binaryName = context.access().binaryName(element);
        if (context.access().isVisible(element, context.packageName())) {
            TypeName type = ClassName.get(element);
            for (int i = 0; i < dimensions; i++) {
                type = ArrayTypeName.of(type);
            }
            registered.add("[".repeat(dimensions) + binaryName, type);
        } else if (dimensions == 0) {
            registered.addHidden(binaryName);
        } else {
            registered.addHidden("[".repeat(dimensions) + 'L' + binaryName + ';');
        }
    }
}
