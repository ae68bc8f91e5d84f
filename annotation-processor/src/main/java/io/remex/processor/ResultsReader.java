package io.remex.processor;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads result types that are more than one object: streams, and records with {@code @RemoteResults}. */
final class ResultsReader {
    private static final Set<String> STREAMS = Set.of("java.util.stream.Stream", "java.util.Iterator");
    private static final String ANNOTATION = "io.remex.RemoteResults";

    private final ProcessorContext context;
    private final RegisteredTypes registered;
    private final Report report;

    ResultsReader(ProcessorContext context, RegisteredTypes registered, Report report) {
        this.context = context;
        this.registered = registered;
        this.report = report;
    }

    /** Whether results of the type are more than one object, or cannot be any. */
    static boolean isSeveral(TypeMirror type) {
        return isStreaming(type)
                || TypeAccess.elementOf(type).filter(ResultsReader::isAnnotated).isPresent();
    }

    private static boolean isStreaming(TypeMirror type) {
        String name = TypeAccess.qualifiedName(type);
        return name.startsWith("java.util.stream.")
                || name.equals("java.util.Iterator")
                || name.equals("java.util.concurrent.Flow.Publisher");
    }

    static boolean isAnnotated(TypeElement element) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(annotation ->
                        TypeAccess.qualifiedName(annotation.getAnnotationType()).equals(ANNOTATION));
    }

    /** The name of the record of references: {@code Outer.Greeks} has {@code Outer_GreeksRefs}. */
    static ClassName refsName(TypeElement element) {
        ClassName name = ClassName.get(element);
        return ClassName.get(name.packageName(), String.join("_", name.simpleNames()) + "Refs");
    }

    /** The results of a type that {@link #isSeveral}; null where something is reported. */
    Results read(TypeMirror type, Position position) {
        if (!isStreaming(type)) {
            return record(type, TypeAccess.elementOf(type).orElseThrow(), position);
        }
        Optional<TypeMirror> item = itemType(type);
        if (item.isEmpty()) {
            report.add(
                    Diagnostic.STREAMING_RESULT,
                    position.element(),
                    position.function(),
                    TypeAccess.display(type),
                    TypeAccess.nestedName((TypeElement) ((DeclaredType) type).asElement()));
            return null;
        }
        Shape shape = resolver().resolve(item.get(), position);
        return new Results.Stream(new Shape.Component("", shape.type(), shape));
    }

    private static Optional<TypeMirror> itemType(TypeMirror type) {
        if (!STREAMS.contains(TypeAccess.qualifiedName(type))) {
            return Optional.empty();
        }
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        return arguments.isEmpty() || arguments.get(0).getKind() == TypeKind.WILDCARD
                ? Optional.empty()
                : Optional.of(arguments.get(0));
    }

    /** The results of a record with the annotation; null where something is reported. */
    Results.Record record(TypeMirror type, TypeElement element, Position position) {
        Optional<String> mistake = mistakeOf(element);
        if (mistake.isEmpty() && resolver().resolve(type, position) instanceof Shape.Composite record) {
            return new Results.Record(record.components(), refsName(element));
        }
        report.add(
                Diagnostic.NO_RECORD_OF_RESULTS,
                position.element(),
                TypeAccess.nestedName(element),
                mistake.orElse("has a component whose type package " + context.packageName() + " cannot see"));
        return null;
    }

    private static Optional<String> mistakeOf(TypeElement element) {
        if (element.getKind() != ElementKind.RECORD) {
            return Optional.of("is no record");
        }
        if (!element.getTypeParameters().isEmpty()) {
            return Optional.of("has type parameters");
        }
        return element.getRecordComponents().isEmpty() ? Optional.of("has no components") : Optional.empty();
    }

    private ShapeResolver resolver() {
        return new ShapeResolver(context, registered, report);
    }
}
