package io.remex.processor;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/**
 * Where a type stands, for diagnostics, and which concrete classes {@code @RemoteSubtypes} names there.
 *
 * @param element what a diagnostic points at: a parameter, or the method for its result
 * @param role what people call it: {@code parameter 'x'}, {@code the result}
 * @param function name of the function
 * @param path the way from there into the value: {@code Holder.worker}; empty at the top
 * @param subtypes classes that may stand where a wider type is declared
 */
record Position(Element element, String role, String function, String path, List<TypeMirror> subtypes) {
    private static final String STEP = " > ";
    private static final int MAX_DEPTH = 40;

    /** This, for another element to point at. */
    Position at(Element other) {
        return new Position(other, role, function, path, subtypes);
    }

    /** The position of a field or component inside; the owners may name subtypes, too. */
    Position inside(String step, Element... owners) {
        Position position = new Position(element, role, function, path.isEmpty() ? step : path + STEP + step, subtypes);
        return position.with(owners);
    }

    /** This, with the subtypes that the owners name. */
    Position with(Element... owners) {
        List<TypeMirror> more = new ArrayList<>(subtypes);
        for (Element owner : owners) {
            for (TypeMirror subtype : subtypesOf(owner)) {
                if (more.stream().noneMatch(known -> known.toString().equals(subtype.toString()))) {
                    more.add(subtype);
                }
            }
        }
        return new Position(element, role, function, path, List.copyOf(more));
    }

    /** The role with the way inside: {@code parameter 'x' (in Holder.worker)}. */
    String describe() {
        return path.isEmpty() ? role : role + " (in " + path + ")";
    }

    /** Whether the way inside is so long that the types must grow at each level. */
    boolean isEndless() {
        return path.split(STEP, -1).length > MAX_DEPTH;
    }

    /** What an annotation about this position is written on. */
    String declaration() {
        return path.isEmpty()
                ? role.replace("the result", "the method")
                : path.substring(path.contains(STEP) ? path.lastIndexOf(STEP) + STEP.length() : 0);
    }

    /** The classes that {@code @RemoteSubtypes} on the element names. */
    static List<TypeMirror> subtypesOf(Element element) {
        List<TypeMirror> named = new ArrayList<>();
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            if (TypeAccess.qualifiedName(annotation.getAnnotationType()).equals("io.remex.RemoteSubtypes")) {
                for (AnnotationValue values : annotation.getElementValues().values()) {
                    for (Object value : (List<?>) values.getValue()) {
                        if (((AnnotationValue) value).getValue() instanceof TypeMirror type) {
                            named.add(type);
                        }
                    }
                }
            }
        }
        return named;
    }
}
