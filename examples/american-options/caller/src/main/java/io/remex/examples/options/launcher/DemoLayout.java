package io.remex.examples.options.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Where the demonstration finds what it starts, and where it writes.
 *
 * @param nodeJar the program {@code remex-node}
 * @param serverJar the runner of {@code remex-server}
 * @param workerJar the runner of the example's worker
 * @param callerJar the program that prices the table
 * @param logs the directory of the logs
 */
public record DemoLayout(Path nodeJar, Path serverJar, Path workerJar, Path callerJar, Path logs) {

    /**
     * Reads the five paths from properties {@code demo.node.jar}, {@code demo.server.jar}, {@code demo.worker.jar},
     * {@code demo.caller.jar} and {@code demo.logs}.
     *
     * @throws DemoFailedException one is not set, or a program is not there
     */
    public static DemoLayout of(UnaryOperator<String> properties) {
        Map<String, Path> programs = new TreeMap<>();
        for (String name : new String[] {"node", "server", "worker", "caller"}) {
            Path path = path(properties, "demo." + name + ".jar");
            if (!Files.isRegularFile(path)) {
                throw new DemoFailedException(path + " is not there; build it first, with ./mvnw -q -Pdemo");
            }
            programs.put(name, path);
        }
        return new DemoLayout(
                programs.get("node"),
                programs.get("server"),
                programs.get("worker"),
                programs.get("caller"),
                path(properties, "demo.logs"));
    }

    private static Path path(UnaryOperator<String> properties, String key) {
        String text = properties.apply(key);
        if (text == null || text.isBlank()) {
            throw new DemoFailedException("the system property " + key + " must be set; ./mvnw -q -Pdemo does");
        }
        return Path.of(text).toAbsolutePath().normalize();
    }

    /** The log of a process, in a directory that exists. */
    Path log(String process) {
        try {
            return Files.createDirectories(logs).resolve(process + ".log");
        } catch (IOException e) {
            throw new DemoFailedException("the directory " + logs + " cannot be made: " + e.getMessage(), e);
        }
    }
}
