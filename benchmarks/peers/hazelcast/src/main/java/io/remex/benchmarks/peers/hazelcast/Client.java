package io.remex.benchmarks.peers.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import io.remex.benchmarks.subject.FutureEcho;
import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;

/** The member that asks. */
public final class Client {
    private Client() {}

    /** Measures until standard input ends. */
    public static void main(String... arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        HazelcastInstance instance = ClusterMember.start(port + 1, port);
        Member server = instance.getCluster().getMembers().stream()
                .filter(member -> !member.localMember())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the members have not met"));
        IExecutorService executor =
                instance.getExecutorService(ClusterMember.executor());
        SubjectProgram.ofEcho((window, request) ->
                        new FutureEcho(window, value -> executor.submitToMember(new Next(value), server)))
                .run();
        instance.shutdown();
    }
}
