package io.remex.processor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Replaces type variables and wildcards by types that can be named, where that is sound. */
final class TypeVariables {
    private final Types types;
    private final TypeMirror object;

    TypeVariables(Types types, Elements elements) {
        this.types = types;
        this.object = elements.getTypeElement("java.lang.Object").asType();
    }

    /** Why a type variable of the type, if there is one, has no bound that can stand for it. */
    Optional<Unresolvable> firstUnresolvable(TypeMirror type) {
        return firstUnresolvable(type, new HashSet<>());
    }

    private Optional<Unresolvable> firstUnresolvable(TypeMirror type, Set<String> open) {
        if (type instanceof ArrayType array) {
            return firstUnresolvable(array.getComponentType(), open);
        } else if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null
                    ? Optional.empty()
                    : firstUnresolvable(wildcard.getExtendsBound(), open);
        } else if (type instanceof TypeVariable variable) {
            return variableProblem(variable, open);
        } else if (type instanceof DeclaredType declared) {
            return declared.getTypeArguments().stream()
                    .flatMap(argument -> firstUnresolvable(argument, open).stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    private Optional<Unresolvable> variableProblem(TypeVariable variable, Set<String> open) {
        String name = variable.asElement().getSimpleName().toString();
        TypeMirror bound = variable.getUpperBound();
        if (!open.add(name)) {
            return Optional.of(
                    new Unresolvable(name, name + " has a bound that mentions itself, so no type can stand for it"));
        } else if (bound instanceof IntersectionType) {
            return Optional.of(
                    new Unresolvable(name, name + " has a bound of more than one type, so no type can stand for it"));
        } else if (types.isSameType(bound, object)) {
            return Optional.of(new Unresolvable(name, name + " has no bound, so any class could hide behind it"));
        }
        Optional<Unresolvable> inner = firstUnresolvable(bound, open);
        open.remove(name);
        return inner.map(problem -> new Unresolvable(name, problem.reason));
    }

    /** The type with each variable replaced by its bound; wildcards stay. What a call of the method sees. */
    TypeMirror bounded(TypeMirror type) {
        return replace(type, Mode.BOUNDED);
    }

    /** As {@link #bounded}, but {@code List<T>} becomes {@code List<? extends Bound>}: what a stub takes. */
    TypeMirror covariant(TypeMirror type) {
        return replace(type, Mode.COVARIANT);
    }

    /** The type without variables and wildcards: what a codec is made for. */
    TypeMirror invariant(TypeMirror type) {
        return replace(type, Mode.INVARIANT);
    }

    private TypeMirror replace(TypeMirror type, Mode mode) {
        if (type instanceof ArrayType array) {
            return types.getArrayType(replace(array.getComponentType(), mode));
        } else if (type instanceof TypeVariable variable) {
            return firstUnresolvable(variable).isPresent()
                    ? types.erasure(variable)
                    : replace(variable.getUpperBound(), mode);
        } else if (type.getKind() == TypeKind.DECLARED) {
            DeclaredType declared = (DeclaredType) type;
            TypeElement element = (TypeElement) declared.asElement();
            List<? extends TypeMirror> arguments = declared.getTypeArguments();
            if (arguments.isEmpty()) {
                return type;
            }
            if (mode == Mode.INVARIANT && hasUnnameableArgument(declared, element)) {
                return types.erasure(type);
            }
            TypeMirror[] replaced = new TypeMirror[arguments.size()];
            for (int i = 0; i < replaced.length; i++) {
                replaced[i] = replaceArgument(
                        arguments.get(i), element.getTypeParameters().get(i), mode);
            }
            return types.getDeclaredType(element, replaced);
        }
        return type;
    }

    private TypeMirror replaceArgument(TypeMirror argument, TypeParameterElement parameter, Mode mode) {
        if (argument instanceof WildcardType wildcard) {
            if (mode == Mode.INVARIANT) {
                return wildcard.getExtendsBound() != null
                        ? replace(wildcard.getExtendsBound(), mode)
                        : replace(parameter.asType(), mode);
            }
            TypeMirror extended = wildcard.getExtendsBound();
            TypeMirror lower = wildcard.getSuperBound();
            return types.getWildcardType(
                    extended == null ? null : replace(extended, mode), lower == null ? null : replace(lower, mode));
        }
        TypeMirror replaced = replace(argument, mode);
        return mode == Mode.COVARIANT && mentionsVariable(argument) ? types.getWildcardType(replaced, null) : replaced;
    }

    /** Whether an unbounded wildcard stands for a parameter whose bound is recursive: {@code Sorted<T extends Comparable<T>>}. */
    private boolean hasUnnameableArgument(DeclaredType type, TypeElement element) {
        for (int i = 0; i < type.getTypeArguments().size(); i++) {
            TypeMirror parameter = element.getTypeParameters().get(i).asType();
            boolean isUnbounded = type.getTypeArguments().get(i) instanceof WildcardType wildcard
                    && wildcard.getExtendsBound() == null;
            if (isUnbounded
                    && !types.isSameType(types.erasure(parameter), object)
                    && firstUnresolvable(parameter).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The subclass with the type arguments that make it one of {@code parent}: {@code Some<String>} for {@code Maybe<String>}. */
    TypeMirror asSubclassOf(TypeElement subclass, DeclaredType parent) {
        List<? extends TypeParameterElement> parameters = subclass.getTypeParameters();
        if (parameters.isEmpty()) {
            return subclass.asType();
        }
        Optional<DeclaredType> asParent = findSupertype(subclass.asType(), parent.asElement());
        TypeMirror[] arguments = new TypeMirror[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = types.erasure(parameters.get(i).asType());
            for (int j = 0;
                    asParent.isPresent() && j < parent.getTypeArguments().size();
                    j++) {
                TypeMirror declared = asParent.get().getTypeArguments().get(j);
                if (types.isSameType(declared, parameters.get(i).asType())) {
                    arguments[i] = parent.getTypeArguments().get(j);
                }
            }
        }
        return types.getDeclaredType(subclass, arguments);
    }

    private Optional<DeclaredType> findSupertype(TypeMirror type, Element wanted) {
        if (type instanceof DeclaredType declared && declared.asElement().equals(wanted)) {
            return Optional.of(declared);
        }
        return types.directSupertypes(type).stream()
                .flatMap(supertype -> findSupertype(supertype, wanted).stream())
                .findFirst();
    }

    private static boolean mentionsVariable(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return mentionsVariable(array.getComponentType());
        }
        return type instanceof TypeVariable
                || type instanceof DeclaredType declared
                        && declared.getTypeArguments().stream().anyMatch(TypeVariables::mentionsVariable);
    }

    private enum Mode {
        BOUNDED,
        COVARIANT,
        INVARIANT
    }

    /** A type variable that nothing can stand for. */
    record Unresolvable(String variable, String reason) {}
}
