package io.remex.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.remex.ObjectRef;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A class that declares {@code @Remote} methods: all that is needed to write its stub.
 *
 * @param element where the stub originates from
 * @param binaryName of the class
 * @param stubName the class to generate
 * @param isPublic whether the class can be seen from every package
 * @param functions sorted by signature
 * @param registered the classes that may travel through the class serializer
 * @param hidesPlatformNames whether a class of the package has the name of one in {@code java.lang}
 */
record RemoteClass(
        TypeElement element,
        String binaryName,
        ClassName name,
        ClassName stubName,
        boolean isPublic,
        List<Function> functions,
        RegisteredTypes registered,
        boolean hidesPlatformNames) {

    /**
     * One {@code @Remote} method.
     *
     * @param methodName name of the method
     * @param descriptor erased JVM signature
     * @param displayName what people see
     * @param isPublic whether the method is public
     * @param isVarArgs whether callers may list the last parameter's elements
     * @param options the code that makes the options of the annotation
     * @param result the shape of the result; null for {@code void}, and where there are several
     * @param results what the results are, if they are several; or null
     * @param resultType as the method declares it, without type variables
     */
    record Function(
            String methodName,
            String descriptor,
            String displayName,
            boolean isPublic,
            boolean isVarArgs,
            CodeBlock options,
            List<Parameter> parameters,
            Shape result,
            Results results,
            TypeName resultType) {

        /** The type argument of the descriptor: the outcome of a task with several results is their number. */
        TypeName boxedResult() {
            if (results != null) {
                return TypeName.LONG.box();
            }
            return result == null ? TypeName.VOID.box() : result.type().box();
        }

        /** What the stub returns. */
        TypeName stubResult() {
            return results != null
                    ? results.stubType()
                    : ParameterizedTypeName.get(ClassName.get(ObjectRef.class), boxedResult());
        }

        /** Slots that the parameters take in the JVM, where {@code long} and {@code double} take two. */
        int slots() {
            return parameters.stream().mapToInt(Parameter::slots).sum();
        }
    }

    /**
     * One parameter.
     *
     * @param stubType what the stub takes: type variables are wildcards
     * @param callType what the method takes: type variables are their bounds
     * @param erasedType as JVM signatures have it
     * @param isOpen whether a reference to a subtype can be passed, too
     */
    record Parameter(
            String name, TypeName stubType, TypeName callType, TypeName erasedType, boolean isOpen, Shape shape) {

        /** Whether the method takes a reference and the stub therefore offers no other form. */
        boolean isReference() {
            return shape instanceof Shape.Reference;
        }

        boolean isPrimitive() {
            return shape instanceof Shape.Primitive;
        }

        private int slots() {
            return stubType.equals(TypeName.LONG) || stubType.equals(TypeName.DOUBLE) ? 2 : 1;
        }
    }
}
