package io.remex.benchmarks.peers.ignite;

import io.remex.benchmarks.subject.FutureEcho;
import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCompute;
import org.apache.ignite.IgniteException;
import org.apache.ignite.lang.IgniteClosure;

/** The node that asks. */
public final class Client {
    private Client() {}

    /** Measures until standard input ends. */
    public static void main(String... arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        try (Ignite node = Node.start(port + 1, port, "client")) {
            IgniteCompute compute = node.compute(node.cluster().forRemotes());
            SubjectProgram.ofEcho((window, request) -> new FutureEcho(window, value -> begin(compute, value)))
                    .run();
        }
    }

    private static Future<Long> begin(IgniteCompute compute, long value) {
        CompletableFuture<Long> result = new CompletableFuture<>();
        compute.applyAsync(new Next(), value).listen(done -> {
            try {
                result.complete(done.get());
            } catch (IgniteException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** The task. */
    private static final class Next implements IgniteClosure<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long apply(Long value) {
            return value + 1;
        }
    }
}
