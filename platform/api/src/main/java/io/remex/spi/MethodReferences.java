package io.remex.spi;

import io.remex.RemoteMethod;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/**
 * Finds the descriptor that a method reference names. The reference's class is particular to its call site, so the answer is
 * kept with the class; the look at its serialized form happens once.
 */
public final class MethodReferences {
    private static final ClassValue<Target> TARGETS = new ClassValue<>() {
        @Override
        protected Target computeValue(Class<?> type) {
            return new Target();
        }
    };

    private MethodReferences() {}

    /**
     * The descriptor of the method.
     *
     * @throws IllegalArgumentException it is not a plain reference to a static {@code @Remote} method; the message says what to
     *     write instead
     */
    @SuppressWarnings("unchecked") // the functional interface had this result type when the reference was compiled
    public static <R> FunctionDescriptor<R> resolve(RemoteMethod method, FunctionRegistry registry) {
        Target target = TARGETS.get(method.getClass());
        Target.Resolution resolution = target.resolution;
        if (resolution == null || resolution.registry() != registry) {
            resolution = new Target.Resolution(registry, find(serializedForm(method), registry));
            target.resolution = resolution;
        }
        return (FunctionDescriptor<R>) resolution.function();
    }

    private static FunctionDescriptor<?> find(SerializedLambda lambda, FunctionRegistry registry) {
        String owner = lambda.getImplClass().replace('/', '.');
        String method = lambda.getImplMethodName();
        if (method.startsWith("lambda$")) {
            throw new IllegalArgumentException("Remex.task was given a lambda written in " + owner
                    + "; write a method reference to a static @Remote method, such as Pricing::price,"
                    + " and pass what the lambda captures as arguments");
        }
        if (lambda.getCapturedArgCount() > 0 || lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic) {
            throw new IllegalArgumentException(
                    "Remex.task was given " + owner + "::" + method
                            + ", which is bound to an instance or makes one; make the method static and annotate it with @Remote");
        }
        FunctionDescriptor<?> function = registry.function(owner, method, lambda.getImplMethodSignature());
        if (function == null) {
            throw new IllegalArgumentException(
                    owner + "::" + method + " is not a @Remote method, or was compiled without"
                            + " the annotation processor; annotate it with @Remote and add io.remex:remex-processor to the"
                            + " compiler's annotation processor path");
        }
        return function;
    }

    private static SerializedLambda serializedForm(RemoteMethod method) {
        try {
            Method writeReplace = method.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            return (SerializedLambda) writeReplace.invoke(method);
        } catch (ReflectiveOperationException | ClassCastException | SecurityException e) {
            throw new IllegalArgumentException(
                    "Remex.task needs a method reference such as Pricing::price, not an instance of "
                            + method.getClass().getName(),
                    e);
        }
    }

    private static final class Target {
        private volatile Resolution resolution;

        private record Resolution(FunctionRegistry registry, FunctionDescriptor<?> function) {}
    }
}
