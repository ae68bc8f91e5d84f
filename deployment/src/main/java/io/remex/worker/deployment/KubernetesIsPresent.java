package io.remex.worker.deployment;

import java.util.function.BooleanSupplier;

/** Whether the application has quarkus-kubernetes, whose classes this module sees only then. */
final class KubernetesIsPresent implements BooleanSupplier {
    private static final String CLASS_IT_BRINGS = "io.dekorate.kubernetes.decorator.NamedResourceDecorator";

    @Override
    public boolean getAsBoolean() {
        try {
            Class.forName(CLASS_IT_BRINGS, false, getClass().getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
