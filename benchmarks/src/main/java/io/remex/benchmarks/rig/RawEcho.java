package io.remex.benchmarks.rig;

import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The raw Aeron echo's processes; started when first needed, asleep but during a round. */
final class RawEcho {
    private final Cluster cluster;
    private final List<ChildProcess> clients = new ArrayList<>();
    private ChildProcess server;

    RawEcho(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The echo waiting in one way, in the words of {@code remex.latency} or {@code spin} or {@code yield}. */
    Contestant waiting(String system, String latency) {
        return new Contestant() {
            @Override
            public String system() {
                return system;
            }

            @Override
            public RoundAnswer round(RoundRequest request) throws InterruptedException {
                return together(1, latency, request).get(0);
            }

            @Override
            public boolean isOptional() {
                return false;
            }
        };
    }

    /** So many clients at once, each with its own streams, on the one server thread. */
    List<RoundAnswer> together(int number, String latency, RoundRequest request) throws InterruptedException {
        if (server == null) {
            server = cluster.rawServer();
        }
        while (clients.size() < number) {
            clients.add(cluster.rawClient(clients.size()));
        }
        Map<String, String> settings = new TreeMap<>(request.settings());
        settings.put("latency", latency);
        RoundRequest complete = new RoundRequest(request.scenario(), settings);
        server.ask(new RoundRequest("serve", Map.of("clients", Integer.toString(number), "latency", latency)));
        for (int i = 0; i < number; i++) {
            clients.get(i).ask(complete);
        }
        List<RoundAnswer> answers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            answers.add(clients.get(i).answer(Contestant.PATIENCE));
        }
        RoundAnswer served = server.answer(Contestant.PATIENCE);
        if (!served.problem().isEmpty()) {
            answers.set(0, served);
        }
        return answers;
    }
}
