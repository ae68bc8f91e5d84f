package io.remex.benchmarks.peers.pekko;

import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;

/** The system with the actor that answers; numbers have a serializer of their own in Pekko. */
public final class Server {
    private Server() {}

    /** Serves until standard input ends. */
    public static void main(String... arguments) throws IOException {
        ActorSystem system = Systems.start(Integer.parseInt(arguments[0]));
        system.actorOf(Props.create(Next.class, Next::new), "next");
        new SubjectProgram().run();
        system.terminate();
    }

    /** Adds one. */
    private static final class Next extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Long.class, value -> getSender().tell(value + 1, getSelf()))
                    .build();
        }
    }
}
