package io.remex.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/** Writes the record of references of a record with {@code @RemoteResults}. */
final class RefsWriter {
    private final ProcessorContext context;
    private final TypeElement element;
    private final Report report;

    RefsWriter(ProcessorContext context, TypeElement element, Report report) {
        this.context = context.inPackage(context.access().packageOf(element));
        this.element = element;
        this.report = report;
    }

    /** The components with their shapes; of use only if the report has no errors and no unresolved type. */
    Results.Record read() {
        Position position = new Position(
                element,
                "the record",
                TypeAccess.nestedName(element),
                "",
                context.namedSubtypes().of(report, element));
        Results.Record results =
                new ResultsReader(context, new RegisteredTypes(), report).record(element.asType(), element, position);
        TypeElement existing = context.elements()
                .getTypeElement(ResultsReader.refsName(element).canonicalName());
        if (existing != null && !isGenerated(existing)) {
            ClassName refs = ResultsReader.refsName(element);
            report.add(
                    Diagnostic.STUB_NAME_TAKEN,
                    element,
                    TypeAccess.nestedName(element),
                    refs.canonicalName(),
                    refs.simpleName());
        }
        return results;
    }

    /** Whether the class is what an earlier compilation left in the output directory. */
    private static boolean isGenerated(TypeElement existing) {
        return !existing.getRecordComponents().isEmpty()
                && existing.getRecordComponents().stream()
                        .map(RecordComponentElement::asType)
                        .allMatch(type -> TypeAccess.qualifiedName(type).equals("io.remex.ObjectRef"));
    }

    JavaFile write(Results.Record results, boolean isPublic, boolean hasGeneratedAnnotation) {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        for (Shape.Component item : results.items()) {
            components.addParameter(ParameterSpec.builder(Results.refType(item), item.name())
                    .addJavadoc("of {@link $T#$N}\n", ClassName.get(element), item.name())
                    .build());
        }
        TypeSpec.Builder refs = TypeSpec.recordBuilder(results.stubType())
                .addOriginatingElement(element)
                .addJavadoc("The results of a task that gives a {@link $T}, one by one.\n", ClassName.get(element))
                .recordConstructor(components.build());
        if (isPublic) {
            refs.addModifiers(Modifier.PUBLIC);
        }
        if (hasGeneratedAnnotation) {
            refs.addAnnotation(AnnotationSpec.builder(StubWriter.GENERATED)
                    .addMember("value", "$S", RemoteProcessor.class.getName())
                    .build());
        }
        return JavaFile.builder(results.stubType().packageName(), refs.build())
                .indent("    ")
                .build();
    }
}
