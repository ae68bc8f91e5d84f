package io.remex.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;

/** Questions about types that several steps ask. */
final class TypeAccess {
    private final Elements elements;

    TypeAccess(Elements elements) {
        this.elements = elements;
    }

    /** The element of a class, interface, enum or record type; empty for anything else. */
    static Optional<TypeElement> elementOf(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                ? Optional.of(element)
                : Optional.empty();
    }

    static String qualifiedName(TypeMirror type) {
        return elementOf(type)
                .map(element -> element.getQualifiedName().toString())
                .orElse("");
    }

    /** Whether the type comes with the Java platform. */
    static boolean isPlatformType(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.");
    }

    /** Whether values of the type hold an instance of the class around it. */
    static boolean isInnerClass(TypeElement type) {
        return type.getNestingKind().isNested()
                && type.getKind() == ElementKind.CLASS
                && !type.getModifiers().contains(Modifier.STATIC);
    }

    /** The first type mentioned in {@code type} that code of the package cannot name. */
    Optional<TypeElement> firstInvisible(TypeMirror type, String packageName) {
        if (type instanceof ArrayType array) {
            return firstInvisible(array.getComponentType(), packageName);
        }
        if (type instanceof WildcardType wildcard) {
            TypeMirror bound =
                    wildcard.getExtendsBound() != null ? wildcard.getExtendsBound() : wildcard.getSuperBound();
            return bound == null ? Optional.empty() : firstInvisible(bound, packageName);
        }
        Optional<TypeElement> element = elementOf(type);
        if (element.isEmpty()) {
            return Optional.empty();
        }
        if (!isVisible(element.get(), packageName)) {
            return element;
        }
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        return arguments.stream()
                .flatMap(argument -> firstInvisible(argument, packageName).stream())
                .findFirst();
    }

    /** Whether code of the package can name the class. */
    boolean isVisible(TypeElement type, String packageName) {
        boolean samePackage = packageOf(type).equals(packageName);
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            boolean visible = at.getModifiers().contains(Modifier.PUBLIC)
                    || samePackage && !at.getModifiers().contains(Modifier.PRIVATE);
            if (!visible) {
                return false;
            }
        }
        return true;
    }

    String packageOf(Element element) {
        return elements.getPackageOf(element).getQualifiedName().toString();
    }

    String binaryName(TypeElement type) {
        return elements.getBinaryName(type).toString();
    }

    /** {@code Outer.Inner}: the name without its package. */
    static String nestedName(TypeElement type) {
        return String.join(".", ClassName.get(type).simpleNames());
    }

    /** A type as a diagnostic shows it. */
    static String display(TypeMirror type) {
        return TypeName.get(type).toString();
    }
}
