package io.remex.benchmarks.peers.pekko;

import io.remex.benchmarks.subject.FutureEcho;
import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;

/** The system that asks. */
public final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Client() {}

    /** Measures until standard input ends. */
    public static void main(String... arguments) throws IOException {
        ActorSystem system = Systems.start(0);
        ActorRef next = system.actorSelection("pekko://" + Systems.NAME + "@127.0.0.1:" + arguments[0] + "/user/next")
                .resolveOne(PATIENCE)
                .toCompletableFuture()
                .join();
        SubjectProgram.ofEcho((window, request) -> new FutureEcho(window, value -> begin(next, value)))
                .run();
        system.terminate();
    }

    private static Future<Long> begin(ActorRef next, long value) {
        return Patterns.ask(next, value, PATIENCE)
                .thenApply(Long.class::cast)
                .toCompletableFuture();
    }
}
