package io.remex.processor;

import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/** Erased signatures as class files have them: {@code (Lcom/acme/Option;D)D}. */
final class JvmSignature {
    private final ProcessorContext context;

    JvmSignature(ProcessorContext context) {
        this.context = context;
    }

    String of(ExecutableElement method) {
        return method.getParameters().stream()
                        .map(parameter -> of(parameter.asType()))
                        .collect(Collectors.joining("", "(", ")"))
                + of(method.getReturnType());
    }

    private String of(TypeMirror type) {
        return switch (type.getKind()) {
            case VOID -> "V";
            case BOOLEAN -> "Z";
            case BYTE -> "B";
            case SHORT -> "S";
            case CHAR -> "C";
            case INT -> "I";
            case LONG -> "J";
            case FLOAT -> "F";
            case DOUBLE -> "D";
            case ARRAY -> '[' + of(((ArrayType) type).getComponentType());
            case DECLARED ->
                'L'
                        + context.access()
                                .binaryName(TypeAccess.elementOf(type).orElseThrow())
                                .replace('.', '/')
                        + ';';
            case ERROR -> "L" + type + ";";
            default -> of(context.types().erasure(type));
        };
    }
}
