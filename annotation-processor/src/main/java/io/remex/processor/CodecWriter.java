package io.remex.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.remex.codec.ArrayCodecs;
import io.remex.codec.ClassCodec;
import io.remex.codec.Codec;
import io.remex.codec.CollectionCodecs;
import io.remex.codec.EnumCodec;
import io.remex.codec.ObjectRefCodec;
import io.remex.codec.PrimitiveCodecs;
import io.remex.codec.ProvidedCodec;
import io.remex.codec.RecordCodec;
import io.remex.codec.ValueCodecs;
import io.remex.codec.ValueInput;
import io.remex.codec.ValueOutput;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the codecs of one stub: a constant for each distinct type in use, and a class for each record. */
final class CodecWriter {
    private final MemberNames names;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();
    private final Map<String, String> recordClasses = new LinkedHashMap<>();
    private final Map<Shape, String> keys = new IdentityHashMap<>();
    private boolean usesCast;

    CodecWriter(RemoteClass remoteClass, MemberNames names) {
        this.names = names;
        for (RemoteClass.Function function : remoteClass.functions()) {
            function.parameters().forEach(parameter -> collect(parameter.shape()));
            if (function.result() != null) {
                collect(function.result());
            }
            if (function.results() != null) {
                function.results().items().forEach(item -> collect(item.shape()));
            }
        }
        for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
            constants.put(entry.getKey(), names.codecConstant(entry.getValue().type()));
            if (entry.getValue() instanceof Shape.Composite composite) {
                recordClasses.put(entry.getKey(), names.codecClass(composite.type()));
            }
        }
    }

    private void collect(Shape shape) {
        boolean needsConstant = !(shape instanceof Shape.Primitive || shape instanceof Shape.Constant);
        if (needsConstant && shapes.putIfAbsent(keyOf(shape), shape) == null) {
            shape.children().forEach(this::collect);
        }
    }

    private String keyOf(Shape shape) {
        return keys.computeIfAbsent(shape, Shape::key);
    }

    /** The expression that is the codec of the shape. */
    CodeBlock codecOf(Shape shape) {
        if (shape == null) {
            return CodeBlock.of("$T.VOID", PrimitiveCodecs.class);
        } else if (shape instanceof Shape.Primitive primitive) {
            return CodeBlock.of("$T.$L", PrimitiveCodecs.class, primitive.codecField());
        } else if (shape instanceof Shape.Constant constant) {
            return CodeBlock.of("$T.$L", constant.holder(), constant.field());
        }
        return CodeBlock.of("$N", constants.get(keyOf(shape)));
    }

    /** The statement that appends a value of the declared type. */
    CodeBlock encode(String out, CodeBlock value, TypeName declaredType, Shape shape) {
        if (shape instanceof Shape.Primitive primitive) {
            return CodeBlock.of("$N.put$L($L)", out, primitive.accessorSuffix(), value);
        } else if (isString(shape)) {
            return CodeBlock.of("$N.putString($L)", out, value);
        }
        return CodeBlock.of("$L.encode($N, $L)", codecOf(shape), out, cast(value, declaredType, shape.type()));
    }

    /** The expression that reads a value of the declared type. */
    CodeBlock decode(String in, TypeName declaredType, Shape shape) {
        if (shape instanceof Shape.Primitive primitive) {
            return CodeBlock.of("$N.get$L()", in, primitive.accessorSuffix());
        } else if (isString(shape)) {
            return CodeBlock.of("$N.getString()", in);
        }
        return cast(CodeBlock.of("$L.decode($N)", codecOf(shape), in), shape.type(), declaredType);
    }

    private static boolean isString(Shape shape) {
        return shape instanceof Shape.Constant constant
                && constant.holder().equals(ClassName.get(ValueCodecs.class))
                && constant.field().equals("STRING");
    }

    /** The value as the other type: types that differ in wildcards only need an unchecked cast. */
    CodeBlock cast(CodeBlock value, TypeName from, TypeName to) {
        return from.equals(to) ? value : cast(value);
    }

    private CodeBlock cast(CodeBlock value) {
        usesCast = true;
        return CodeBlock.of("$N($L)", names.castMethod(), value);
    }

    /** Whether {@link #cast} was needed by what was written so far. */
    boolean usesCast() {
        return usesCast;
    }

    /** The shapes that have a constant. */
    List<Shape> shapes() {
        return List.copyOf(shapes.values());
    }

    /** The names of all constants. */
    List<String> constants() {
        return List.copyOf(constants.values());
    }

    /** The constants: first those that need no other at their start, then each behind what it is made of. */
    List<FieldSpec> fields() {
        List<FieldSpec> fields = new ArrayList<>();
        Set<String> written = new LinkedHashSet<>();
        shapes.forEach((key, shape) -> {
            if (isLeaf(shape)) {
                written.add(key);
                fields.add(field(key, shape));
            }
        });
        shapes.values().forEach(shape -> addAfterChildren(shape, written, fields));
        return fields;
    }

    private static boolean isLeaf(Shape shape) {
        return shape instanceof Shape.Composite || shape.children().isEmpty();
    }

    private void addAfterChildren(Shape shape, Set<String> written, List<FieldSpec> fields) {
        String key = keyOf(shape);
        if (shapes.containsKey(key) && !written.contains(key)) {
            shape.children().forEach(child -> addAfterChildren(child, written, fields));
            written.add(key);
            fields.add(field(key, shape));
        }
    }

    private FieldSpec field(String key, Shape shape) {
        return FieldSpec.builder(
                        codecType(shape.type()), constants.get(key), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$[$L$]", newCodec(key, shape))
                .build();
    }

    private static TypeName codecType(TypeName type) {
        return ParameterizedTypeName.get(ClassName.get(Codec.class), type.box());
    }

    private CodeBlock newCodec(String key, Shape shape) {
        if (shape instanceof Shape.Composite) {
            return CodeBlock.of("new $L()", recordClasses.get(key));
        } else if (shape instanceof Shape.Enumeration enumeration) {
            return CodeBlock.of("new $T<>($T.class)", EnumCodec.class, enumeration.type());
        } else if (shape instanceof Shape.Provided provided) {
            return CodeBlock.of("new $T<>($T.class)", ProvidedCodec.class, provided.type());
        } else if (shape instanceof Shape.Reference reference) {
            return CodeBlock.of("new $T<>($L)", ObjectRefCodec.class, codecOf(reference.value()));
        } else if (shape instanceof Shape.Container container) {
            List<CodeBlock> codecs =
                    container.children().stream().map(this::codecOf).toList();
            return CodeBlock.of(
                    "$T.$L($L)", CollectionCodecs.class, container.kind().factory(), CodeBlock.join(codecs, ", "));
        } else if (shape instanceof Shape.Array array) {
            return newArrayCodec(array);
        }
        Shape.Opaque opaque = (Shape.Opaque) shape;
        CodeBlock type = CodeBlock.of("$T.class", opaque.rawType());
        return CodeBlock.of(
                "new $T<>(\n$L,\n$L)",
                ClassCodec.class,
                opaque.type().equals(opaque.rawType()) ? type : cast(type),
                TextLiteral.of(opaque.layout()));
    }

    private CodeBlock newArrayCodec(Shape.Array array) {
        TypeName element = array.element().type();
        StringBuilder dimensions = new StringBuilder();
        while (element instanceof ArrayTypeName inner) {
            dimensions.append("[]");
            element = inner.componentType();
        }
        CodeBlock factory = element instanceof ParameterizedTypeName generic
                ? CodeBlock.of("length -> $L", cast(CodeBlock.of("new $T[length]$L", generic.rawType(), dimensions)))
                : CodeBlock.of("$T[]$L::new", element, dimensions);
        return CodeBlock.of("$T.of($L, $L)", ArrayCodecs.class, codecOf(array.element()), factory);
    }

    /** The classes of the record codecs. */
    List<TypeSpec> recordCodecs() {
        List<TypeSpec> types = new ArrayList<>();
        recordClasses.forEach((key, className) -> types.add(recordCodec(className, (Shape.Composite) shapes.get(key))));
        return types;
    }

    private TypeSpec recordCodec(String className, Shape.Composite composite) {
        MethodSpec.Builder encode = MethodSpec.methodBuilder("encodeComponents")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(ValueOutput.class, "out")
                .addParameter(composite.type(), "value");
        List<CodeBlock> decoded = new ArrayList<>();
        for (Shape.Component component : composite.components()) {
            CodeBlock value = CodeBlock.of("value.$N()", component.name());
            encode.addStatement(encode("out", value, component.declaredType(), component.shape()));
            decoded.add(decode("in", component.declaredType(), component.shape()));
        }
        MethodSpec decode = MethodSpec.methodBuilder("decodeComponents")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(composite.type())
                .addParameter(ValueInput.class, "in")
                .addStatement(
                        decoded.size() > 1 ? "return new $T(\n$L)" : "return new $T($L)",
                        composite.type(),
                        CodeBlock.join(decoded, ",\n"))
                .build();
        return TypeSpec.classBuilder(className)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(ClassName.get(RecordCodec.class), composite.type()))
                .addMethod(MethodSpec.constructorBuilder()
                        .addStatement("super($L)", TextLiteral.of(LayoutText.of(composite)))
                        .build())
                .addMethod(encode.build())
                .addMethod(decode)
                .build();
    }
}
