package io.remex.benchmarks.peers.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;

/** The member that runs tasks. */
public final class Server {
    private Server() {}

    /** Serves until standard input ends. */
    public static void main(String... arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        HazelcastInstance member = ClusterMember.start(port, port + 1);
        new SubjectProgram().run();
        member.shutdown();
    }
}
