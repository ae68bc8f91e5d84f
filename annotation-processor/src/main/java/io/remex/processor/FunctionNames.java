package io.remex.processor;

import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** The names of all functions of one compilation; each must be there once. */
final class FunctionNames {
    private final ProcessorContext context;
    private final Map<String, Map<String, Use>> uses = new TreeMap<>();

    FunctionNames(ProcessorContext context) {
        this.context = context;
    }

    /** Notes the functions of a class, when all of its types are there. */
    void add(RemoteClass remoteClass) {
        String owner = remoteClass.element().getQualifiedName().toString();
        for (RemoteClass.Function function : remoteClass.functions()) {
            Use use = new Use(owner, function.methodName() + function.descriptor());
            uses.computeIfAbsent(function.displayName(), key -> new TreeMap<>())
                    .put(remoteClass.binaryName() + '#' + use.signature, use);
        }
    }

    /** Reports every name that several functions have, at each of them. */
    void check(Report report) {
        uses.forEach((name, sameName) -> sameName.forEach((identity, use) -> sameName.keySet().stream()
                .filter(other -> !other.equals(identity))
                .findFirst()
                .ifPresent(other -> report.add(Diagnostic.DUPLICATE_NAME, find(use), identity, other, name))));
    }

    /** The method as this round sees it: the compiler forgets the positions of elements from earlier rounds. */
    private ExecutableElement find(Use use) {
        TypeElement owner = context.elements().getTypeElement(use.owner);
        return ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
                .filter(method -> use.signature.equals(method.getSimpleName() + new JvmSignature(context).of(method)))
                .findFirst()
                .orElseThrow();
    }

    private record Use(String owner, String signature) {}
}
