package io.remex.benchmarks.peers.ignite;

import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;
import org.apache.ignite.Ignite;

/** The node that runs tasks. */
public final class Server {
    private Server() {}

    /** Serves until standard input ends. */
    public static void main(String... arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        try (Ignite node = Node.start(port, port + 1, "server")) {
            new SubjectProgram().run();
        }
    }
}
