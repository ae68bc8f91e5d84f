package io.remex.examples.demo.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the demonstration finds what it starts, and where it writes.
 *
 * @param node the program {@code remex-node}
 * @param server the runner of {@code remex-server}
 * @param worker the runner of the example's worker
 * @param caller the program of the example
 * @param logs the directory of the logs; made if it is not there
 */
public record DemoLayout(Path node, Path server, Path worker, Path caller, Path logs) {

    /** Throws {@link DemoFailedException} if a program is not there or the directory cannot be made. */
    public DemoLayout {
        for (Path program : List.of(node, server, worker, caller)) {
            if (!Files.isRegularFile(program)) {
                throw new DemoFailedException(
                        program + " is not there; the Maven profile of the demonstration builds it");
            }
        }
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new DemoFailedException("the directory " + logs + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The log of a process. */
    Path log(String process) {
        return logs.resolve(process + ".log");
    }
}
