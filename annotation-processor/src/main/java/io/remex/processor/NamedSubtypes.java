package io.remex.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** Reads {@code @RemoteSubtypes}: classes given as such, and classes given by name because the code around cannot see them. */
final class NamedSubtypes {
    private final Elements elements;

    NamedSubtypes(Elements elements) {
        this.elements = elements;
    }

    /** The classes that the annotation on any of the elements names; reports names that no class has. */
    List<TypeMirror> of(Report report, Element... annotated) {
        List<TypeMirror> named = new ArrayList<>();
        for (Element element : annotated) {
            for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
                if (TypeAccess.qualifiedName(annotation.getAnnotationType()).equals("io.remex.RemoteSubtypes")) {
                    addAll(element, annotation, named, report);
                }
            }
        }
        return named;
    }

    private void addAll(Element element, AnnotationMirror annotation, List<TypeMirror> named, Report report) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                annotation.getElementValues().entrySet()) {
            for (Object listed : (List<?>) entry.getValue().getValue()) {
                AnnotationValue value = (AnnotationValue) listed;
                if (value.getValue() instanceof TypeMirror type) {
                    named.add(type);
                } else if (value.getValue() instanceof String name) {
                    addByName(name, element, annotation, value, named, report);
                }
            }
        }
    }

    private void addByName(
            String name,
            Element element,
            AnnotationMirror annotation,
            AnnotationValue value,
            List<TypeMirror> named,
            Report report) {
        TypeElement type = elements.getTypeElement(name);
        if (type != null) {
            named.add(type.asType());
            return;
        }
        // Another processor may still write the class; the error counts only if nobody has by the last round.
        report.addUnresolvedType();
        report.add(Diagnostic.UNKNOWN_SUBTYPE, element, annotation, value, element.getSimpleName(), name);
    }
}
