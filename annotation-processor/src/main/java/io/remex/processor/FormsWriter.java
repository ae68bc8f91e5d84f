package io.remex.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import io.remex.Arg;
import io.remex.ObjectRef;
import io.remex.Remex;
import io.remex.TaskOptions;
import io.remex.codec.ValueOutput;
import io.remex.spi.TaskSubmission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes the methods that submit a task. A form is a bit mask: bit {@code i} says that parameter {@code i} is taken as {@link Arg}. Up to
 * three parameters there is a form for each mixture of values and references; above, all values and all references.
 */
final class FormsWriter {
    private static final int MAX_MIXED_PARAMETERS = 3;
    private static final int MAX_JVM_SLOTS = 255;

    private final RemoteClass remoteClass;
    private final MemberNames names;
    private final CodecWriter codecs;
    private final DescriptorWriter descriptors;
    private final Map<String, Integer> erasures = new HashMap<>();

    FormsWriter(RemoteClass remoteClass, MemberNames names, CodecWriter codecs, DescriptorWriter descriptors) {
        this.remoteClass = remoteClass;
        this.names = names;
        this.codecs = codecs;
        this.descriptors = descriptors;
        for (RemoteClass.Function function : remoteClass.functions()) {
            masks(function).forEach(mask -> erasures.merge(erasure(function, mask), 1, Integer::sum));
        }
    }

    /** All forms of one function, the plainest first. */
    List<MethodSpec> forms(RemoteClass.Function function) {
        List<MethodSpec> forms = new ArrayList<>();
        for (long mask : masks(function)) {
            int slots = mask == 0 ? function.slots() : function.parameters().size();
            boolean hasRoomForOptions = slots < MAX_JVM_SLOTS;
            forms.add(new Form(function, mask, false, !hasRoomForOptions).write());
            if (hasRoomForOptions) {
                forms.add(new Form(function, mask, true, mask == 0 || mask == allReferences(function)).write());
            }
        }
        return forms;
    }

    /** The masks of a function; 64 parameters and more have all bits of the last form set. */
    private static List<Long> masks(RemoteClass.Function function) {
        long all = allReferences(function);
        List<Long> masks = new ArrayList<>(List.of(0L));
        if (function.parameters().size() > MAX_MIXED_PARAMETERS) {
            if (all != 0) {
                masks.add(all);
            }
            return masks;
        }
        for (long mask = 1; mask <= all; mask++) {
            if ((mask & ~all) == 0) {
                masks.add(mask);
            }
        }
        return masks;
    }

    private static long allReferences(RemoteClass.Function function) {
        if (function.parameters().size() > MAX_MIXED_PARAMETERS) {
            boolean hasValues = function.parameters().stream().anyMatch(parameter -> !parameter.isReference());
            return hasValues ? -1 : 0;
        }
        long all = 0;
        for (int i = 0; i < function.parameters().size(); i++) {
            all |= function.parameters().get(i).isReference() ? 0 : 1L << i;
        }
        return all;
    }

    private static boolean takesArg(RemoteClass.Parameter parameter, int index, long mask) {
        return !parameter.isReference() && (mask == -1 || (mask >> index & 1) == 1);
    }

    private static String erasure(RemoteClass.Function function, long mask) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < function.parameters().size(); i++) {
            RemoteClass.Parameter parameter = function.parameters().get(i);
            types.add(
                    takesArg(parameter, i, mask)
                            ? "Arg"
                            : parameter.erasedType().toString());
        }
        return types.stream().collect(Collectors.joining(",", function.methodName() + '(', ")"));
    }

    /** The method's name, or, where forms of two overloads would be the same to the JVM, one that names its types. */
    private String name(RemoteClass.Function function, long mask) {
        return erasures.get(erasure(function, mask)) > 1
                ? function.methodName() + '_' + MemberNames.parameterSuffix(function)
                : function.methodName();
    }

    /** One method while it is written. */
    private final class Form {
        private final RemoteClass.Function function;
        private final long mask;
        private final boolean hasOptions;
        private final boolean submits;
        private final NameAllocator locals = new NameAllocator();
        private final List<String> parameterNames = new ArrayList<>();

        Form(RemoteClass.Function function, long mask, boolean hasOptions, boolean submits) {
            this.function = function;
            this.mask = mask;
            this.hasOptions = hasOptions;
            this.submits = submits;
            MemberNames.reserveClasses(locals);
            locals.newName(names.constantOf(function));
            codecs.constants().forEach(locals::newName);
            function.parameters().forEach(parameter -> parameterNames.add(locals.newName(parameter.name())));
        }

        MethodSpec write() {
            String options = locals.newName("options");
            MethodSpec.Builder method = MethodSpec.methodBuilder(name(function, mask))
                    .addModifiers(Modifier.STATIC)
                    .addJavadoc("Submits a task that runs $L.\n", descriptors.link(function))
                    .returns(function.stubResult());
            if (function.isPublic()) {
                method.addModifiers(Modifier.PUBLIC);
            }
            if (hasOptions) {
                method.addParameter(TaskOptions.class, options);
            }
            for (int i = 0; i < parameterNames.size(); i++) {
                method.addParameter(
                        ParameterSpec.builder(typeAt(i), parameterNames.get(i)).build());
            }
            if (function.isVarArgs() && !isArg(parameterNames.size() - 1)) {
                method.varargs();
            }
            CodeBlock optionsValue =
                    hasOptions ? CodeBlock.of("$N", options) : CodeBlock.of("$T.none()", TaskOptions.class);
            if (submits) {
                submit(method, hasOptions ? optionsValue : CodeBlock.of("null"));
            } else {
                delegate(method, optionsValue);
            }
            return method.build();
        }

        private boolean isArg(int index) {
            return takesArg(function.parameters().get(index), index, mask);
        }

        private TypeName typeAt(int index) {
            RemoteClass.Parameter parameter = function.parameters().get(index);
            if (!isArg(index)) {
                return parameter.stubType();
            }
            TypeName value = parameter.stubType().box();
            return ParameterizedTypeName.get(
                    ClassName.get(Arg.class), parameter.isOpen() ? WildcardTypeName.subtypeOf(value) : value);
        }

        /** Calls the form with options; a mixture calls the one that takes all arguments as {@code Arg}. */
        private void delegate(MethodSpec.Builder method, CodeBlock options) {
            long target = hasOptions ? allReferences(function) : mask;
            List<CodeBlock> arguments = new ArrayList<>(List.of(options));
            for (int i = 0; i < parameterNames.size(); i++) {
                boolean wraps = takesArg(function.parameters().get(i), i, target) && !isArg(i);
                arguments.add(
                        wraps
                                ? CodeBlock.of("$T.value($N)", Arg.class, parameterNames.get(i))
                                : CodeBlock.of("$N", parameterNames.get(i)));
            }
            method.addStatement("return $N($L)", name(function, target), CodeBlock.join(arguments, ",$W"));
        }

        private void submit(MethodSpec.Builder method, CodeBlock options) {
            String submission = locals.newName("submission");
            method.addStatement(
                    "$T $N = $T.begin($N, $L)",
                    ParameterizedTypeName.get(ClassName.get(TaskSubmission.class), function.boxedResult()),
                    submission,
                    Remex.class,
                    names.constantOf(function),
                    options);
            String arguments = locals.newName("arguments");
            if (hasValues()) {
                method.addStatement("$T $N = $N.arguments()", ValueOutput.class, arguments, submission);
            }
            for (int i = 0; i < parameterNames.size(); i++) {
                method.addStatement(append(i, submission, arguments));
            }
            if (function.results() == null) {
                method.addStatement("return $N.submit()", submission);
            } else if (function.results() instanceof Results.Record record) {
                submitComponents(method, record, submission);
            } else {
                method.addStatement("return $N.submitStream()", submission);
            }
        }

        private void submitComponents(MethodSpec.Builder method, Results.Record record, String submission) {
            String results = locals.newName("results");
            method.addStatement(
                    "$T $N = $N.submitComponents()",
                    ParameterizedTypeName.get(
                            ClassName.get(List.class),
                            ParameterizedTypeName.get(
                                    ClassName.get(ObjectRef.class), WildcardTypeName.subtypeOf(Object.class))),
                    results,
                    submission);
            List<CodeBlock> refs = new ArrayList<>();
            for (Shape.Component item : record.items()) {
                refs.add(CodeBlock.of("($T) $N.get($L)", Results.refType(item), results, refs.size()));
            }
            method.addStatement("return new $T(\n$L)", record.stubType(), CodeBlock.join(refs, ",\n"));
        }

        private boolean hasValues() {
            for (int i = 0; i < parameterNames.size(); i++) {
                if (!isArg(i)) {
                    return true;
                }
            }
            return false;
        }

        private CodeBlock append(int index, String submission, String arguments) {
            RemoteClass.Parameter parameter = function.parameters().get(index);
            CodeBlock value = CodeBlock.of("$N", parameterNames.get(index));
            if (!isArg(index)) {
                return codecs.encode(arguments, value, parameter.stubType(), parameter.shape());
            }
            return CodeBlock.of(
                    "$N.argument($L, $L)",
                    submission,
                    codecs.cast(value, parameter.stubType(), parameter.shape().type()),
                    codecs.codecOf(parameter.shape()));
        }
    }
}
