package io.remex.processor;

import com.palantir.javapoet.CodeBlock;
import io.remex.Placement;
import io.remex.TaskOptions;
import io.remex.spi.Amounts;
import io.remex.spi.LabelSelector;
import io.remex.spi.TimeText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads and checks the values of one {@code @Remote}; only what is written there, the descriptor knows the defaults. */
final class OptionsReader {
    private static final Duration LONGEST_TIMEOUT = Duration.ofNanos(Long.MAX_VALUE);

    private final ProcessorContext context;
    private final ExecutableElement method;
    private final String function;
    private final AnnotationMirror annotation;
    private final Map<String, AnnotationValue> values = new LinkedHashMap<>();
    private final Report report;

    OptionsReader(
            ProcessorContext context,
            ExecutableElement method,
            String function,
            AnnotationMirror annotation,
            Report report) {
        this.context = context;
        this.method = method;
        this.function = function;
        this.annotation = annotation;
        this.report = report;
        annotation
                .getElementValues()
                .forEach((member, value) -> values.put(member.getSimpleName().toString(), value));
    }

    /** The name that is written there. */
    Optional<String> name() {
        return value("name", String.class).filter(text -> !text.isBlank());
    }

    /** Code that makes the options. */
    CodeBlock options() {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.none()", TaskOptions.class);
        amount("cpus", value("cpus", Double.class), code);
        amount("gpus", value("gpus", Double.class), code);
        amount("memory", value("memory", Long.class), code);
        value("resources", String.class).ifPresent(text -> resources(text, code));
        value("maxRetries", Integer.class).ifPresent(count -> maxRetries(count, code));
        retryOn(code);
        value("timeout", String.class).ifPresent(text -> timeout(text, code));
        value("placement", VariableElement.class)
                .ifPresent(constant -> code.add(".placement($T.$L)", Placement.class, constant.getSimpleName()));
        value("affinity", String.class).ifPresent(text -> affinity(text, code));
        value("priority", Integer.class).ifPresent(priority -> priority(priority, code));
        return code.build();
    }

    /** The exception types to retry on. */
    List<TypeMirror> retryTypes() {
        AnnotationValue written = values.get("retryOn");
        return written == null || !(written.getValue() instanceof List<?> list)
                ? List.of()
                : list.stream()
                        .map(item -> ((AnnotationValue) item).getValue())
                        .filter(TypeMirror.class::isInstance)
                        .map(TypeMirror.class::cast)
                        .toList();
    }

    private <T> Optional<T> value(String member, Class<T> type) {
        AnnotationValue value = values.get(member);
        return value == null || !type.isInstance(value.getValue())
                ? Optional.empty()
                : Optional.of(type.cast(value.getValue()));
    }

    private void amount(String member, Optional<? extends Number> amount, CodeBlock.Builder code) {
        if (amount.isEmpty()) {
            return;
        }
        try {
            double value = amount.get().doubleValue();
            if (member.equals("gpus")) {
                Amounts.requireGpus(value);
            } else {
                Amounts.requireAmount(member, value);
            }
            code.add(".$L($L)", member, amount.get() instanceof Long ? amount.get() + "L" : amount.get());
        } catch (IllegalArgumentException e) {
            add(Diagnostic.BAD_AMOUNT, member, function, problem(e), member);
        }
    }

    private void resources(String text, CodeBlock.Builder code) {
        try {
            if (!Amounts.parse(text).isEmpty()) {
                code.add(".resources($S)", text);
            }
        } catch (IllegalArgumentException e) {
            add(Diagnostic.BAD_RESOURCES, "resources", function, problem(e));
        }
    }

    private void affinity(String text, CodeBlock.Builder code) {
        try {
            if (!LabelSelector.parse(text).isEmpty()) {
                code.add(".affinity($S)", text);
            }
        } catch (IllegalArgumentException e) {
            add(Diagnostic.BAD_AFFINITY, "affinity", function, problem(e));
        }
    }

    private void priority(int priority, CodeBlock.Builder code) {
        if (Math.abs((long) priority) > TaskOptions.MAX_PRIORITY) {
            add(Diagnostic.BAD_PRIORITY, "priority", function, priority);
        } else {
            code.add(".priority($L)", priority);
        }
    }

    private void maxRetries(int count, CodeBlock.Builder code) {
        if (count < 0) {
            add(Diagnostic.NEGATIVE_RETRIES, "maxRetries", function, count);
        } else {
            code.add(".maxRetries($L)", count);
        }
    }

    private void retryOn(CodeBlock.Builder code) {
        AnnotationValue written = values.get("retryOn");
        if (written == null) {
            return;
        }
        if (!(written.getValue() instanceof List<?> list)) {
            report.addUnresolvedType();
            return;
        }
        Map<String, CodeBlock> classes = new LinkedHashMap<>();
        for (Object item : list) {
            if (!(((AnnotationValue) item).getValue() instanceof TypeMirror type) || type.getKind() == TypeKind.ERROR) {
                report.addUnresolvedType();
                continue;
            }
            Optional<TypeElement> invisible = context.access().firstInvisible(type, context.packageName());
            if (invisible.isPresent()) {
                String name = TypeAccess.nestedName(invisible.get());
                add(Diagnostic.INACCESSIBLE_TYPE, "retryOn", "retryOn", function, name, context.packageName(), name);
            }
            classes.put(
                    TypeAccess.display(type),
                    CodeBlock.of("$T.class", context.types().erasure(type)));
        }
        if (!classes.isEmpty()) {
            code.add(".retryOn($L)", CodeBlock.join(classes.values(), ", "));
        }
    }

    private void timeout(String text, CodeBlock.Builder code) {
        if (text.isEmpty()) {
            return;
        }
        try {
            if (TimeText.parse(text).compareTo(LONGEST_TIMEOUT) > 0) {
                String problem = "'" + text + "' is longer than the 292 years a clock can count";
                add(Diagnostic.BAD_TIMEOUT, "timeout", function, problem);
            }
            code.add(".timeout($S)", text);
        } catch (IllegalArgumentException e) {
            add(Diagnostic.BAD_TIMEOUT, "timeout", function, problem(e));
        }
    }

    /** The parser's message without its own advice. */
    private static String problem(IllegalArgumentException failure) {
        return failure.getMessage().replaceAll("; write for example .*", "");
    }

    private void add(Diagnostic diagnostic, String member, Object... arguments) {
        report.add(diagnostic, method, annotation, values.get(member), arguments);
    }
}
