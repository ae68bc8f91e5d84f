package io.remex.processor;

import java.util.ArrayList;
import java.util.List;
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

    /** The position of a field or component inside, where more classes are named. */
    Position inside(String step, List<TypeMirror> named) {
        Position position = new Position(element, role, function, path.isEmpty() ? step : path + STEP + step, subtypes);
        return position.with(named);
    }

    /** This, with more named classes. */
    Position with(List<TypeMirror> named) {
        List<TypeMirror> more = new ArrayList<>(subtypes);
        for (TypeMirror subtype : named) {
            if (more.stream().noneMatch(known -> known.toString().equals(subtype.toString()))) {
                more.add(subtype);
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

    /** What declares the type that stands here: a field or component, however it was reached, or a parameter or method. */
    Object place() {
        return path.isEmpty() ? element : lastStep();
    }

    /** What an annotation about this position can be written on. */
    String declaration() {
        String all = "the method or its class";
        if (!path.isEmpty()) {
            return lastStep() + ", " + all;
        }
        return role.equals("the result") ? all : role + ", " + all;
    }

    private String lastStep() {
        String[] steps = path.split(STEP, -1);
        return steps[steps.length - 1];
    }
}
