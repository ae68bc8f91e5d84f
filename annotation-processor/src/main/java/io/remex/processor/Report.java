package io.remex.processor;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/** All that is wrong with one subject; collected first, printed once. */
final class Report {
    private final Set<Entry> entries = new LinkedHashSet<>();
    private final Set<Object> keys = new HashSet<>();
    private boolean unresolved;

    /** A finding about an element. */
    void add(Diagnostic diagnostic, Element element, Object... arguments) {
        add(diagnostic, element, null, null, arguments);
    }

    /** A finding that is made in many places and said once: only the first with an equal key counts. */
    void addOnce(Object key, Diagnostic diagnostic, Element element, Object... arguments) {
        if (keys.add(key)) {
            add(diagnostic, element, arguments);
        }
    }

    /** A finding about one value of an annotation; the compiler points at the value. */
    void add(
            Diagnostic diagnostic,
            Element element,
            AnnotationMirror annotation,
            AnnotationValue value,
            Object... arguments) {
        entries.add(new Entry(diagnostic, element, annotation, value, diagnostic.message(arguments)));
    }

    /** Notes that a type is missing: another processor may write it, so the subject has to wait for the next round. */
    void addUnresolvedType() {
        unresolved = true;
    }

    boolean hasUnresolvedType() {
        return unresolved;
    }

    boolean hasErrors() {
        return entries.stream().anyMatch(entry -> entry.diagnostic.kind() == Kind.ERROR);
    }

    void printTo(Messager messager) {
        for (Entry entry : entries) {
            messager.printMessage(entry.diagnostic.kind(), entry.message, entry.element, entry.annotation, entry.value);
        }
    }

    private record Entry(
            Diagnostic diagnostic,
            Element element,
            AnnotationMirror annotation,
            AnnotationValue value,
            String message) {}
}
