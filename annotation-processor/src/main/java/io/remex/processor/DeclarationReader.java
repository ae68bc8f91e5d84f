package io.remex.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/** Reads one declaring class into a {@link RemoteClass}, and reports everything that is wrong with its {@code @Remote} methods. */
final class DeclarationReader {
    private final ProcessorContext context;
    private final TypeElement owner;
    private final Report report;
    private final RegisteredTypes registered = new RegisteredTypes();

    DeclarationReader(ProcessorContext context, TypeElement owner, Report report) {
        this.context = context.inPackage(context.access().packageOf(owner));
        this.owner = owner;
        this.report = report;
    }

    /** The name of the class that is generated for a declaring class: {@code Outer.Inner} has {@code Outer_InnerRemote}. */
    static ClassName stubName(TypeElement owner) {
        ClassName name = ClassName.get(owner);
        return ClassName.get(name.packageName(), String.join("_", name.simpleNames()) + "Remote");
    }

    /** The class; of use only if the report has no errors and no unresolved type. */
    RemoteClass read() {
        List<ExecutableElement> methods = ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
                .filter(method -> annotationOf(method).isPresent())
                .toList();
        Map<String, Integer> overloads = new HashMap<>();
        methods.forEach(method -> overloads.merge(method.getSimpleName().toString(), 1, Integer::sum));
        List<RemoteClass.Function> functions = new ArrayList<>();
        for (ExecutableElement method : methods) {
            boolean isOverloaded = overloads.get(method.getSimpleName().toString()) > 1;
            functions.add(readMethod(method, isOverloaded));
        }
        functions.sort(
                Comparator.comparing(RemoteClass.Function::methodName).thenComparing(RemoteClass.Function::descriptor));
        return new RemoteClass(
                owner,
                context.access().binaryName(owner),
                ClassName.get(owner),
                stubName(owner),
                isPublic(owner),
                functions,
                registered,
                hidesPlatformNames());
    }

    static Optional<AnnotationMirror> annotationOf(ExecutableElement method) {
        return method.getAnnotationMirrors().stream()
                .filter(annotation ->
                        TypeAccess.qualifiedName(annotation.getAnnotationType()).equals("io.remex.Remote"))
                .map(AnnotationMirror.class::cast)
                .findFirst();
    }

    private RemoteClass.Function readMethod(ExecutableElement method, boolean isOverloaded) {
        String methodName = method.getSimpleName().toString();
        String function = TypeAccess.nestedName(owner) + '.' + methodName;
        MethodRules rules = new MethodRules(report);
        rules.check(method, function);
        AnnotationMirror annotation = annotationOf(method).orElseThrow();
        OptionsReader options = new OptionsReader(context, method, function, annotation, report);
        String defaultName = isOverloaded ? function + parameterList(method) : function;
        String displayName = options.name().orElse(defaultName);

        List<RemoteClass.Parameter> parameters = new ArrayList<>();
        for (VariableElement parameter : method.getParameters()) {
            parameters.add(readParameter(method, parameter, function));
        }
        Shape result = null;
        Results results = null;
        TypeName resultType = TypeName.VOID;
        TypeMirror declared = method.getReturnType();
        if (declared.getKind() != TypeKind.VOID) {
            Position position = position(method, "the result", function, List.of());
            boolean canResolve = isNameable(declared, position);
            resultType = canResolve ? TypeName.get(context.typeVariables().bounded(declared)) : ClassName.OBJECT;
            if (canResolve && ResultsReader.isSeveral(declared)) {
                describeSubtypes(position);
                results = new ResultsReader(context, registered, report).read(declared, position);
            } else if (canResolve) {
                result = resolve(declared, position);
            }
        }
        method.getThrownTypes().forEach(type -> registerException(type, method, function));
        options.retryTypes().forEach(type -> registerException(type, method, function));
        String descriptor = new JvmSignature(context).of(method);
        return new RemoteClass.Function(
                methodName,
                descriptor,
                displayName,
                method.getModifiers().contains(Modifier.PUBLIC),
                method.isVarArgs(),
                options.options(),
                parameters,
                result,
                results,
                resultType);
    }

    /** Lets a declared exception travel as itself if it can; if not, its text does, so there is nothing to report. */
    private void registerException(TypeMirror type, ExecutableElement method, String function) {
        if (type.getKind() != TypeKind.DECLARED) {
            return;
        }
        RegisteredTypes classes = new RegisteredTypes();
        Report unprinted = new Report();
        new ClassGraph(context, classes, unprinted)
                .describe(type, position(method, "an exception", function, List.of()));
        if (unprinted.hasUnresolvedType()) {
            report.addUnresolvedType();
        } else if (!unprinted.hasErrors()) {
            registered.addAll(classes);
        }
    }

    private RemoteClass.Parameter readParameter(ExecutableElement method, VariableElement parameter, String function) {
        String name = parameter.getSimpleName().toString();
        TypeMirror type = parameter.asType();
        TypeName erased = TypeName.get(context.types().erasure(type));
        Position position = position(
                        method,
                        "parameter '" + name + '\'',
                        function,
                        context.namedSubtypes().of(report, parameter))
                .at(parameter);
        if (MethodRules.isLeadingOptions(method, parameter) || !isNameable(type, position)) {
            return new RemoteClass.Parameter(
                    name, erased, erased, erased, false, new Shape.Opaque(erased, ClassName.OBJECT, ""));
        }
        TypeMirror bounded = context.typeVariables().bounded(type);
        return new RemoteClass.Parameter(
                name,
                TypeName.get(context.typeVariables().covariant(type)),
                TypeName.get(bounded),
                erased,
                !isFinal(bounded),
                resolve(type, position));
    }

    /** Where a parameter or the result stands; subtypes named on the method and its classes hold there, too. */
    private Position position(ExecutableElement method, String role, String function, List<TypeMirror> own) {
        Position position = new Position(method, role, function, "", own);
        for (Element at = method; at != null && !(at instanceof PackageElement); at = at.getEnclosingElement()) {
            position = position.with(context.namedSubtypes().of(report, at));
        }
        return position;
    }

    private Shape resolve(TypeMirror type, Position position) {
        describeSubtypes(position);
        return new ShapeResolver(context, registered, report).resolve(type, position);
    }

    private void describeSubtypes(Position position) {
        for (TypeMirror subtype : position.subtypes()) {
            new ClassGraph(context, registered, report).describe(subtype, position);
        }
    }

    /** Reports what keeps generated code from naming the type. */
    private boolean isNameable(TypeMirror type, Position position) {
        if (mentionsMissingType(type)) {
            report.addUnresolvedType();
            return false;
        }
        Optional<TypeVariables.Unresolvable> variable = context.typeVariables().firstUnresolvable(type);
        if (variable.isPresent()) {
            report.add(
                    Diagnostic.UNRESOLVED_TYPE_VARIABLE,
                    position.element(),
                    position.role(),
                    position.function(),
                    type,
                    variable.get().reason(),
                    variable.get().variable());
            return false;
        }
        Optional<TypeElement> invisible =
                context.access().firstInvisible(context.typeVariables().bounded(type), context.packageName());
        invisible.ifPresent(hidden -> report.add(
                Diagnostic.INACCESSIBLE_TYPE,
                position.element(),
                position.role(),
                position.function(),
                TypeAccess.nestedName(hidden),
                context.packageName().isEmpty() ? "(default)" : context.packageName(),
                TypeAccess.nestedName(hidden)));
        return invisible.isEmpty();
    }

    private static boolean mentionsMissingType(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return mentionsMissingType(array.getComponentType());
        } else if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() != null && mentionsMissingType(wildcard.getExtendsBound())
                    || wildcard.getSuperBound() != null && mentionsMissingType(wildcard.getSuperBound());
        }
        return type.getKind() == TypeKind.ERROR
                || type instanceof DeclaredType declared
                        && declared.getTypeArguments().stream().anyMatch(DeclarationReader::mentionsMissingType);
    }

    private static boolean isFinal(TypeMirror type) {
        return TypeAccess.elementOf(type)
                .map(element -> element.getModifiers().contains(Modifier.FINAL))
                .orElse(true);
    }

    static boolean isPublic(TypeElement type) {
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (!at.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private String parameterList(ExecutableElement method) {
        return method.getParameters().stream()
                .map(parameter -> simpleName(context.types().erasure(parameter.asType())))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static String simpleName(TypeMirror type) {
        String name = TypeAccess.display(type);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private boolean hidesPlatformNames() {
        return context.elements().getPackageOf(owner).getEnclosedElements().stream()
                .anyMatch(type -> context.elements().getTypeElement("java.lang." + type.getSimpleName()) != null);
    }
}
