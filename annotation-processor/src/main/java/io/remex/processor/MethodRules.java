package io.remex.processor;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** The rules that a {@code @Remote} method's declaration must follow, whatever its types carry. */
final class MethodRules {
    private final Report report;

    MethodRules(Report report) {
        this.report = report;
    }

    /** Reports each rule that the method breaks. */
    void check(ExecutableElement method, String function) {
        String name = method.getSimpleName().toString();
        if (!method.getModifiers().contains(Modifier.STATIC)) {
            report.add(Diagnostic.NOT_STATIC, method, function, name);
        }
        if (method.getModifiers().contains(Modifier.PRIVATE)) {
            report.add(Diagnostic.PRIVATE_METHOD, method, function, name);
        }
        for (Element at = method.getEnclosingElement(); at instanceof TypeElement type; at = at.getEnclosingElement()) {
            if (type.getModifiers().contains(Modifier.PRIVATE)) {
                String className = TypeAccess.nestedName(type);
                report.add(Diagnostic.PRIVATE_CLASS, method, function, className, className);
            }
        }
        for (VariableElement parameter : method.getParameters()) {
            if (isLeadingOptions(method, parameter)) {
                report.add(Diagnostic.LEADING_OPTIONS, parameter, function, parameter.getSimpleName());
            }
        }
    }

    /** Whether a parameter stands where stubs have their options, and has the same type. */
    static boolean isLeadingOptions(ExecutableElement method, VariableElement parameter) {
        return method.getParameters().indexOf(parameter) == 0
                && TypeAccess.qualifiedName(parameter.asType()).equals("io.remex.TaskOptions");
    }
}
