package io.remex.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds the shape of a type, and reports what in it cannot travel. One instance for each parameter or result. */
final class ShapeResolver {
    private static final int MAX_RECORDS = 2_000;

    private final ProcessorContext context;
    private final RegisteredTypes registered;
    private final Report report;
    private final Map<String, Shape.Composite> records = new HashMap<>();

    ShapeResolver(ProcessorContext context, RegisteredTypes registered, Report report) {
        this.context = context;
        this.registered = registered;
        this.report = report;
    }

    /** The shape of a type; where something is reported, any shape. */
    Shape resolve(TypeMirror declaredType, Position position) {
        TypeMirror type = context.typeVariables().invariant(declaredType);
        TypeName name = TypeName.get(type);
        Optional<Shape> standard = StandardTypes.shapeOf(name);
        if (standard.isPresent()) {
            return standard.get();
        } else if (type.getKind() == TypeKind.ERROR) {
            report.addUnresolvedType();
        } else if (type instanceof ArrayType array) {
            return new Shape.Array(name, resolve(array.getComponentType(), position));
        } else if (type instanceof DeclaredType declared) {
            return resolveDeclared(declared, (TypeElement) declared.asElement(), position);
        }
        return new Shape.Opaque(name, ClassName.OBJECT, "");
    }

    private Shape resolveDeclared(DeclaredType type, TypeElement element, Position position) {
        TypeName name = TypeName.get(type);
        for (Shape.ContainerKind kind : Shape.ContainerKind.values()) {
            if (element.getQualifiedName().contentEquals(kind.qualifiedName())) {
                List<TypeMirror> arguments = argumentsOf(type, element);
                List<Shape> children = new ArrayList<>();
                arguments.forEach(argument -> children.add(resolve(argument, position)));
                TypeName[] names =
                        children.stream().map(child -> child.type().box()).toArray(TypeName[]::new);
                return new Shape.Container(ParameterizedTypeName.get(ClassName.get(element), names), kind, children);
            }
        }
        if (element.getQualifiedName().contentEquals("io.remex.ObjectRef")) {
            Shape value = resolve(argumentsOf(type, element).get(0), position);
            return new Shape.Reference(
                    ParameterizedTypeName.get(
                            ClassName.get(element), value.type().box()),
                    value);
        } else if (element.getKind() == ElementKind.ENUM
                && context.uncarriableTypes().ruleAgainst(type, true).isEmpty()) {
            return enumeration(element);
        } else if (element.getKind() == ElementKind.RECORD
                && canBeMade(type, element)
                && records.size() <= MAX_RECORDS
                && !position.isEndless()) {
            return composite(type, element, position);
        }
        ClassGraph graph = new ClassGraph(context, registered, report);
        return new Shape.Opaque(name, ClassName.get(element), graph.describe(type, position));
    }

    /** The type arguments; those of a raw type are its bounds. */
    private List<TypeMirror> argumentsOf(DeclaredType type, TypeElement element) {
        List<TypeMirror> arguments = new ArrayList<>(type.getTypeArguments());
        if (arguments.isEmpty()) {
            element.getTypeParameters()
                    .forEach(parameter -> arguments.add(context.types().erasure(parameter.asType())));
        }
        return arguments;
    }

    private Shape enumeration(TypeElement element) {
        String binaryName = context.access().binaryName(element);
        List<String> constants = ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
                .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
                .map(field -> field.getSimpleName().toString())
                .toList();
        registered.add(binaryName, ClassName.get(element));
        return new Shape.Enumeration(ClassName.get(element), binaryName, constants);
    }

    /** Whether generated code can name every component of the record; otherwise the class serializer takes it. */
    private boolean canBeMade(DeclaredType type, TypeElement element) {
        boolean isRaw = type.getTypeArguments().isEmpty()
                && !element.getTypeParameters().isEmpty();
        return !isRaw
                && element.getRecordComponents().stream()
                        .allMatch(component -> context.access()
                                .firstInvisible(componentType(type, component), context.packageName())
                                .isEmpty());
    }

    private TypeMirror componentType(DeclaredType type, RecordComponentElement component) {
        ExecutableType accessor = (ExecutableType) context.types().asMemberOf(type, component.getAccessor());
        return accessor.getReturnType();
    }

    private Shape composite(DeclaredType type, TypeElement element, Position position) {
        TypeName name = TypeName.get(type);
        String key = name + " " + position.subtypes();
        Shape.Composite known = records.get(key);
        if (known != null) {
            return known;
        }
        Shape.Composite composite = new Shape.Composite(
                name, ClassName.get(element), context.access().binaryName(element));
        records.put(key, composite);
        registered.add(composite.binaryName(), composite.rawType());
        List<Shape.Component> components = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            String componentName = component.getSimpleName().toString();
            Position inside = position.inside(
                    TypeAccess.nestedName(element) + '.' + componentName,
                    context.namedSubtypes().of(report, element, component));
            TypeMirror declared = componentType(type, component);
            TypeName declaredName = TypeName.get(declared);
            components.add(new Shape.Component(componentName, declaredName, resolve(declared, inside)));
        }
        composite.components(components);
        return composite;
    }
}
