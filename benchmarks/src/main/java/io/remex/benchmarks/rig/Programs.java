package io.remex.benchmarks.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the programs are, and how they are started.
 *
 * @param node {@code remex-node.jar}
 * @param server {@code quarkus-run.jar} of remex-server
 * @param classPath of workers, callers and the raw echo
 * @param flags of all JVMs of the product and the raw echo, beyond what they need to start
 */
record Programs(Path node, Path server, String classPath, List<String> flags) {
    /** A plain launch needs this for Agrona; a runnable jar says it in its manifest. */
    private static final List<String> EXPORTS = List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED");

    Programs {
        for (Path program : List.of(node, server)) {
            if (!Files.isRegularFile(program)) {
                throw new BenchmarkFailure(program + " is not there; ./mvnw -q -Pbench builds it");
            }
        }
        flags = List.copyOf(flags);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    List<String> jar(Path jar, List<String> properties, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(properties);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    List<String> main(Class<?> program, List<String> moreFlags, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(EXPORTS);
        command.addAll(flags);
        command.addAll(moreFlags);
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
