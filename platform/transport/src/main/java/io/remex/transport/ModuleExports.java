package io.remex.transport;

import io.remex.RemexConfigException;
import java.lang.module.ModuleDescriptor;

/** What this JVM must have opened for Agrona, and the one line that says so when it has not. */
public final class ModuleExports {
    private static final String FLAG = "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED";

    private ModuleExports() {}

    /**
     * Checks that {@code jdk.internal.misc} is exported to the class path.
     *
     * @throws RemexConfigException it is not, or the JVM is too old; the message says what to add where
     */
    public static void require() {
        if (Runtime.version().feature() < 17) {
            throw new RemexConfigException("Remex needs Java 17 or newer; this is Java " + Runtime.version()
                    + ". Start the program with a newer JDK");
        }
        Module base = Object.class.getModule();
        ModuleDescriptor descriptor = base.getDescriptor();
        if (descriptor != null && !base.isExported("jdk.internal.misc", ModuleExports.class.getModule())) {
            throw new RemexConfigException(
                    "this JVM was started without an export that shared memory needs; add " + FLAG
                            + " to the java command or to JDK_JAVA_OPTIONS, or the line"
                            + " 'Add-Exports: java.base/jdk.internal.misc' to the manifest of the jar that is started");
        }
    }
}
