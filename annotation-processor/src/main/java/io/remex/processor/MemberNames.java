package io.remex.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.remex.Arg;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueCodecs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses the names of what a stub declares; the same members always get the same names, and none twice. */
final class MemberNames {
    private static final List<Class<?>> STATEMENT_CLASSES = List.of(
            Arg.class, ArrayCodecs.class, PrimitiveCodecs.class, Remex.class, TaskOptions.class, ValueCodecs.class);

    private final Map<RemoteClass.Function, String> constants = new HashMap<>();
    private final Map<RemoteClass.Function, String> classes = new HashMap<>();
    private final Set<String> takenFields = new HashSet<>();
    private final Set<String> takenClasses = new HashSet<>();
    private final String castMethod;
    private final String classByNameMethod;

    MemberNames(RemoteClass remoteClass) {
        takenClasses.add(StubWriter.PROVIDER.toLowerCase(Locale.ROOT));
        Map<String, Long> sameConstant = remoteClass.functions().stream()
                .collect(Collectors.groupingBy(function -> upperSnake(function.methodName()), Collectors.counting()));
        for (RemoteClass.Function function : remoteClass.functions()) {
            String constant = upperSnake(function.methodName());
            String suffix = sameConstant.get(constant) > 1 ? '_' + parameterSuffix(function) : "";
            constants.put(function, unique(constant + suffix, takenFields));
            classes.put(function, unique(capitalized(function.methodName()) + "Function" + suffix, takenClasses));
        }
        castMethod = freeMethod("cast", remoteClass);
        classByNameMethod = freeMethod("classNamed", remoteClass);
    }

    /** The constant that is the function's descriptor. */
    String constantOf(RemoteClass.Function function) {
        return constants.get(function);
    }

    /** The nested class of the function's descriptor. */
    String classOf(RemoteClass.Function function) {
        return classes.get(function);
    }

    /** The private method that casts without a check. */
    String castMethod() {
        return castMethod;
    }

    /** The private method that finds a class by its name. */
    String classByNameMethod() {
        return classByNameMethod;
    }

    /** A name for the codec class of a record. */
    String codecClass(TypeName type) {
        return unique(label(type) + "Codec", takenClasses);
    }

    /** A name for the constant that is the codec of a type. */
    String codecConstant(TypeName type) {
        return unique(upperSnake(label(type)) + "_CODEC", takenFields);
    }

    /** Keeps local variables from hiding the classes that generated statements name. */
    static void reserveClasses(NameAllocator locals) {
        STATEMENT_CLASSES.forEach(type -> locals.newName(type.getSimpleName()));
    }

    /** The erased parameter types in a form that can be part of a name: {@code int_OptionArray}. */
    static String parameterSuffix(RemoteClass.Function function) {
        return function.parameters().isEmpty()
                ? "none"
                : function.parameters().stream()
                        .map(parameter -> simpleName(parameter.erasedType()))
                        .collect(Collectors.joining("_"));
    }

    private static String freeMethod(String wanted, RemoteClass remoteClass) {
        String name = wanted;
        while (hasMethod(remoteClass, name)) {
            name += '_';
        }
        return name;
    }

    private static boolean hasMethod(RemoteClass remoteClass, String name) {
        return remoteClass.functions().stream()
                .anyMatch(function -> function.methodName().equals(name));
    }

    /** The name, or the name with the first number that makes it free; two names must differ in more than case. */
    private static String unique(String wanted, Set<String> taken) {
        String name = wanted;
        for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = wanted + number;
        }
        return name;
    }

    private static String simpleName(TypeName type) {
        if (type instanceof ArrayTypeName array) {
            return simpleName(array.componentType()) + "Array";
        }
        return type instanceof ClassName name ? name.simpleName() : type.toString();
    }

    private static String label(TypeName type) {
        if (type instanceof ArrayTypeName array) {
            return label(array.componentType()) + "Array";
        } else if (type instanceof ParameterizedTypeName generic) {
            return generic.typeArguments().stream()
                    .map(MemberNames::label)
                    .collect(Collectors.joining("And", generic.rawType().simpleName() + "Of", ""));
        }
        return capitalized(simpleName(type));
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String upperSnake(String camelCase) {
        return camelCase
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toUpperCase(Locale.ROOT);
    }
}
