package io.remex.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import io.remex.codec.RegisteredClasses;
import io.remex.codec.TypeBinding;
import io.remex.spi.FunctionDescriptor;
import io.remex.spi.RemoteFunctions;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the stub of one declaring class; the sections come from the other writers. */
final class StubWriter {
    /** The nested class that {@link java.util.ServiceLoader} finds. */
    static final String PROVIDER = "Functions";

    static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");
    private static final TypeName ANY_CLASS =
            ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class));

    private final RemoteClass remoteClass;
    private final MemberNames names;
    private final CodecWriter codecs;
    private final DescriptorWriter descriptors;

    StubWriter(RemoteClass remoteClass) {
        this.remoteClass = remoteClass;
        this.names = new MemberNames(remoteClass);
        this.codecs = new CodecWriter(remoteClass, names);
        this.descriptors = new DescriptorWriter(remoteClass, names, codecs);
    }

    JavaFile write(boolean hasGeneratedAnnotation) {
        TypeSpec.Builder stub = TypeSpec.classBuilder(remoteClass.stubName())
                .addModifiers(Modifier.FINAL)
                .addOriginatingElement(remoteClass.element())
                .addJavadoc("Submits the {@code @Remote} methods of {@link $T} as tasks.\n", remoteClass.name());
        if (hasGeneratedAnnotation) {
            stub.addAnnotation(AnnotationSpec.builder(GENERATED)
                    .addMember("value", "$S", RemoteProcessor.class.getName())
                    .build());
        }
        stub.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", "{$S, $S, $S, $S}", "deprecation", "rawtypes", "removal", "unchecked")
                .build());
        if (remoteClass.isPublic()) {
            stub.addModifiers(Modifier.PUBLIC);
        }
        codecs.fields().forEach(stub::addField);
        remoteClass.functions().forEach(function -> stub.addField(descriptors.constant(function)));
        registration(stub);
        stub.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        FormsWriter forms = new FormsWriter(remoteClass, names, codecs, descriptors);
        remoteClass.functions().forEach(function -> forms.forms(function).forEach(stub::addMethod));
        remoteClass.functions().forEach(function -> stub.addType(descriptors.descriptor(function)));
        codecs.recordCodecs().forEach(stub::addType);
        stub.addType(provider());
        if (codecs.usesCast()) {
            stub.addMethod(cast());
        }
        if (!remoteClass.registered().hidden().isEmpty()) {
            stub.addMethod(classByName());
        }
        return JavaFile.builder(remoteClass.stubName().packageName(), stub.build())
                .indent("    ")
                .skipJavaLangImports(!remoteClass.hidesPlatformNames())
                .build();
    }

    private void registration(TypeSpec.Builder stub) {
        List<CodeBlock> classes = new ArrayList<>();
        remoteClass.registered().visible().forEach(type -> classes.add(CodeBlock.of("$T.class", type)));
        remoteClass
                .registered()
                .hidden()
                .forEach(name -> classes.add(CodeBlock.of("$N($S)", names.classByNameMethod(), name)));
        if (!classes.isEmpty()) {
            stub.addStaticBlock(CodeBlock.builder()
                    .addStatement("$T.register(\n$L)", RegisteredClasses.class, CodeBlock.join(classes, ",\n"))
                    .build());
        }
    }

    private TypeSpec provider() {
        List<CodeBlock> functions = remoteClass.functions().stream()
                .map(function -> CodeBlock.of("$N", names.constantOf(function)))
                .toList();
        List<CodeBlock> bindings = new ArrayList<>();
        for (Shape shape : codecs.shapes()) {
            boolean isBound = shape instanceof Shape.Enumeration || shape instanceof Shape.Composite;
            if (isBound && shape.type() instanceof ClassName) {
                bindings.add(
                        CodeBlock.of("new $T<>($T.class, $L)", TypeBinding.class, shape.type(), codecs.codecOf(shape)));
            }
        }
        return TypeSpec.classBuilder(PROVIDER)
                .addJavadoc("Found by {@link java.util.ServiceLoader}.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(RemoteFunctions.class)
                .addMethod(accessor("owner", ClassName.get(String.class), CodeBlock.of("$S", remoteClass.binaryName())))
                .addMethod(accessor("functions", listOf(FunctionDescriptor.class), listOf(functions)))
                .addMethod(accessor("types", listOf(TypeBinding.class), listOf(bindings)))
                .build();
    }

    private static MethodSpec accessor(String name, TypeName type, CodeBlock value) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type)
                .addStatement("return $L", value)
                .build();
    }

    private static TypeName listOf(Class<?> generic) {
        return ParameterizedTypeName.get(
                ClassName.get(List.class),
                ParameterizedTypeName.get(ClassName.get(generic), WildcardTypeName.subtypeOf(Object.class)));
    }

    private static CodeBlock listOf(List<CodeBlock> items) {
        String format = items.size() > 1 ? "$T.of(\n$L)" : "$T.of($L)";
        return CodeBlock.of(format, List.class, CodeBlock.join(items, ",\n"));
    }

    private MethodSpec cast() {
        TypeVariableName type = TypeVariableName.get("T");
        return MethodSpec.methodBuilder(names.castMethod())
                .addJavadoc("The types differ in wildcards or type arguments only, which do not exist at run time.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addTypeVariable(type)
                .returns(type)
                .addParameter(Object.class, "value")
                .addStatement("return ($T) value", type)
                .build();
    }

    private MethodSpec classByName() {
        return MethodSpec.methodBuilder(names.classByNameMethod())
                .addJavadoc("Finds a class whose name is private.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(ANY_CLASS)
                .addParameter(String.class, "name")
                .beginControlFlow("try")
                .addStatement(
                        "return $T.forName(name, false, $T.class.getClassLoader())",
                        Class.class,
                        remoteClass.stubName())
                .nextControlFlow("catch ($T e)", ClassNotFoundException.class)
                .addStatement(
                        "throw new $T($S + name + $S, e)",
                        IllegalStateException.class,
                        "class ",
                        " was there when this class was compiled; compile both again")
                .endControlFlow()
                .build();
    }

    /** The binary name of the provider of a declaring class. */
    static String providerName(ClassName stubName) {
        return stubName.reflectionName() + '$' + PROVIDER;
    }
}
