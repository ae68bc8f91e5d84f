package io.remex.worker.quarkus;

import io.quarkus.changeagent.ClassChangeAgent;
import io.remex.worker.RemexWorker;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Exports to the libraries of an application in dev mode what Agrona reads. In production the manifest of the runner jar does, but
 * dev mode starts another jar, and Quarkus opens packages to the loader of the application's own classes only, of which the
 * loader of libraries is a parent. The class is loaded in dev mode only: nothing else has the agent.
 */
final class DevModeExports {
    private DevModeExports() {}

    /** Does nothing where dev mode runs without its agent; the start of the worker then says what is missing. */
    static void grant() {
        Instrumentation instrumentation = ClassChangeAgent.getInstrumentation();
        if (instrumentation != null) {
            Module libraries = RemexWorker.class.getModule();
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of("jdk.internal.misc", Set.of(libraries)),
                    Map.of(),
                    Set.of(),
                    Map.of());
        }
    }
}
