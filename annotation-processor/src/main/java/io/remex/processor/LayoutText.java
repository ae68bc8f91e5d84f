package io.remex.processor;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The layout of a shape as a text; the same text that the run-time codec of the shape returns. A record is described where it is
 * first mentioned, and named afterwards, which ends recursion.
 */
final class LayoutText {
    private final Set<String> described = new HashSet<>();

    private LayoutText() {}

    static String of(Shape shape) {
        return new LayoutText().text(shape);
    }

    private String text(Shape shape) {
        if (shape instanceof Shape.Primitive primitive) {
            return primitive.layout();
        } else if (shape instanceof Shape.Constant constant) {
            return constant.layout();
        } else if (shape instanceof Shape.Provided provided) {
            return provided.type().reflectionName();
        } else if (shape instanceof Shape.Opaque opaque) {
            return opaque.layout();
        } else if (shape instanceof Shape.Enumeration enumeration) {
            return "enum " + enumeration.binaryName() + '{'
                    + enumeration.constants().stream()
                            .map(constant -> constant + ',')
                            .collect(Collectors.joining()) + '}';
        } else if (shape instanceof Shape.Array array) {
            return text(array.element()) + "[]?";
        } else if (shape instanceof Shape.Reference reference) {
            return "ObjectRef<" + text(reference.value()) + '>';
        } else if (shape instanceof Shape.Container container) {
            return container.kind().layoutName()
                    + container.children().stream().map(this::text).collect(Collectors.joining(",", "<", ">?"));
        }
        return recordText((Shape.Composite) shape);
    }

    private String recordText(Shape.Composite composite) {
        String name = "record " + composite.type();
        if (!described.add(name)) {
            return name;
        }
        return composite.components().stream()
                .map(component -> component.name() + ':' + text(component.shape()) + ';')
                .collect(Collectors.joining("", name + '{', "}"));
    }
}
