package io.remex.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.FunctionSignature;
import io.remex.spi.ItemFunction;
import io.remex.spi.ItemSink;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes what the run time knows of a function: the constant, and its class with the direct call of the method. */
final class DescriptorWriter {
    private final RemoteClass remoteClass;
    private final MemberNames names;
    private final CodecWriter codecs;

    DescriptorWriter(RemoteClass remoteClass, MemberNames names, CodecWriter codecs) {
        this.remoteClass = remoteClass;
        this.names = names;
        this.codecs = codecs;
    }

    FieldSpec constant(RemoteClass.Function function) {
        FieldSpec.Builder field = FieldSpec.builder(
                        ParameterizedTypeName.get(ClassName.get(FunctionDescriptor.class), function.boxedResult()),
                        names.constantOf(function))
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("Descriptor of $L.\n", link(function))
                .initializer("new $L()", names.classOf(function));
        return (function.isPublic() ? field.addModifiers(Modifier.PUBLIC) : field).build();
    }

    /** A Javadoc link to the user's method. */
    CodeBlock link(RemoteClass.Function function) {
        List<CodeBlock> types = function.parameters().stream()
                .map(parameter -> CodeBlock.of("$T", parameter.erasedType()))
                .toList();
        return CodeBlock.of(
                "{@link $T#$L($L)}", remoteClass.name(), function.methodName(), CodeBlock.join(types, ", "));
    }

    TypeSpec descriptor(RemoteClass.Function function) {
        List<CodeBlock> argumentCodecs = function.parameters().stream()
                .map(parameter -> codecs.codecOf(parameter.shape()))
                .toList();
        boolean isSingle = function.results() == null;
        MethodSpec constructor = MethodSpec.constructorBuilder()
                .addStatement(
                        "super(\nnew $T($S, $S, $S, $S),\n$L,\n$T.of($L),\n$L)",
                        FunctionSignature.class,
                        remoteClass.binaryName(),
                        function.methodName(),
                        function.descriptor(),
                        function.displayName(),
                        function.options(),
                        List.class,
                        CodeBlock.join(argumentCodecs, ",$W"),
                        isSingle ? codecs.codecOf(function.result()) : itemCodecs(function.results()))
                .build();
        return TypeSpec.classBuilder(names.classOf(function))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(
                        isSingle
                                ? ParameterizedTypeName.get(
                                        ClassName.get(FunctionDescriptor.class), function.boxedResult())
                                : ClassName.get(ItemFunction.class))
                .addMethod(constructor)
                .addMethod(parameterNames(function))
                .addMethod(invoke(function))
                .build();
    }

    private CodeBlock itemCodecs(Results results) {
        List<CodeBlock> items = results.items().stream()
                .map(item -> codecs.codecOf(item.shape()))
                .toList();
        return CodeBlock.of(
                "$T.$L,\n$T.of($L)",
                ItemFunction.Kind.class,
                results instanceof Results.Stream ? ItemFunction.Kind.STREAM : ItemFunction.Kind.RECORD,
                List.class,
                CodeBlock.join(items, ",$W"));
    }

    private static MethodSpec parameterNames(RemoteClass.Function function) {
        List<CodeBlock> parameterNames = function.parameters().stream()
                .map(parameter -> CodeBlock.of("$S", parameter.name()))
                .toList();
        return MethodSpec.methodBuilder("parameterNames")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(List.class, String.class))
                .addStatement("return $T.of($L)", List.class, CodeBlock.join(parameterNames, ",$W"))
                .build();
    }

    private MethodSpec invoke(RemoteClass.Function function) {
        NameAllocator locals = new NameAllocator();
        MemberNames.reserveClasses(locals);
        remoteClass.name().simpleNames().forEach(locals::newName);
        codecs.constants().forEach(locals::newName);
        String arguments = locals.newName("arguments");
        String result = locals.newName("result");
        MethodSpec.Builder invoke = MethodSpec.methodBuilder("invoke")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(ValueInput.class, arguments)
                .addParameter(function.results() == null ? ValueOutput.class : ItemSink.class, result)
                .addException(Throwable.class);
        List<CodeBlock> passed = new ArrayList<>();
        for (RemoteClass.Parameter parameter : function.parameters()) {
            String local = locals.newName(parameter.name());
            invoke.addStatement(
                    "$T $N = $L",
                    parameter.callType(),
                    local,
                    codecs.decode(arguments, parameter.callType(), parameter.shape()));
            passed.add(CodeBlock.of("$N", local));
        }
        invoke.addStatement("$N.requireEnd()", arguments);
        CodeBlock call =
                CodeBlock.of("$T.$N($L)", remoteClass.name(), function.methodName(), CodeBlock.join(passed, ",$W"));
        if (function.results() != null) {
            invokeForItems(invoke, function, call, result, locals.newName("results"));
        } else if (function.result() == null) {
            invoke.addStatement(call).addStatement("$T.VOID.encode($N, null)", PrimitiveCodecs.class, result);
        } else {
            invoke.addStatement(codecs.encode(result, call, function.resultType(), function.result()));
        }
        return invoke.build();
    }

    private void invokeForItems(
            MethodSpec.Builder invoke, RemoteClass.Function function, CodeBlock call, String sink, String results) {
        if (function.results() instanceof Results.Stream stream) {
            Shape shape = stream.item().shape();
            TypeName type = ParameterizedTypeName.get(
                    ((ParameterizedTypeName) function.resultType()).rawType(),
                    shape.type().box());
            invoke.addStatement("$T $N = $L", type, results, codecs.cast(call, function.resultType(), type))
                    .addStatement("$N.addAll($L, $N)", sink, codecs.codecOf(shape), results);
            return;
        }
        invoke.addStatement("$T $N = $L", function.resultType(), results, call);
        for (Shape.Component item : function.results().items()) {
            CodeBlock value = CodeBlock.of("$N.$N()", results, item.name());
            invoke.addStatement(
                    "$N.add($L, $L)",
                    sink,
                    codecs.codecOf(item.shape()),
                    codecs.cast(value, item.declaredType(), item.shape().type()));
        }
    }
}
