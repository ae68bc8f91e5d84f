package io.remex.system;

import io.remex.ConfigKey;
import io.remex.system.programs.PlainCaller;
import io.remex.system.programs.PlainWorker;
import io.remex.testkit.JavaCommand;
import io.remex.testkit.ProcessFixture;
import io.remex.testkit.TestCluster;
import io.remex.testkit.TestHosts;
import io.remex.testkit.TestProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster on two hosts: a server on host 0, a node on each, and the workers and callers that a test adds. */
final class TwoHosts implements AutoCloseable {
    private static final String TOKEN = "of-both-hosts";
    private static final String SCHEDULER_PORT = "7400";
    private static final String DATA_PORTS = ":40100-40119";

    private final TestHosts hosts = new TestHosts();
    private final ProcessFixture processes;
    private final Path directory;

    TwoHosts(String name, Path directory) {
        this.directory = directory;
        this.processes = new ProcessFixture(Clusters.output(name));
    }

    /** Starts server and nodes. */
    TwoHosts start() {
        TestProcess server = start(
                0,
                "server",
                JavaCommand.ofJar(Clusters.serverJar())
                        .property("quarkus.http.port", "8180")
                        .with(),
                Map.of(ConfigKey.SERVER_HOST, hosts.address(0), ConfigKey.SERVER_PORT, SCHEDULER_PORT));
        server.awaitLine("remex-server ready:", TestCluster.START_TIMEOUT);
        for (int host = 0; host < 2; host++) {
            startNode(host);
        }
        return this;
    }

    private void startNode(int host) {
        TestProcess node = start(
                host, "node-" + host, JavaCommand.ofJar(Clusters.nodeJar()).with(), Map.of());
        node.awaitLine("remex-node ready:", TestCluster.START_TIMEOUT);
    }

    /** Starts a worker and waits until it is registered. */
    TestProcess startWorker(int host, String name, int slots) {
        TestProcess worker = start(
                host,
                name,
                JavaCommand.ofTestClass(PlainWorker.class.getName()).with(),
                Map.of(ConfigKey.WORKER_NAME, name, ConfigKey.WORKER_SLOTS, Integer.toString(slots)));
        Clusters.awaitRegistered(worker);
        return worker;
    }

    /** Begins a {@link PlainCaller}. */
    TestProcess beginCaller(int host, String... arguments) {
        return start(
                host,
                "caller",
                JavaCommand.ofTestClass(PlainCaller.class.getName()).with(arguments),
                Map.of());
    }

    /** Begins any other program of the class path. */
    TestProcess beginProgram(int host, String name, String mainClass, String... arguments) {
        return start(host, name, JavaCommand.ofTestClass(mainClass).with(arguments), Map.of());
    }

    private TestProcess start(int host, String name, List<String> command, Map<ConfigKey, String> settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put(ConfigKey.TOKEN.environmentKey(), TOKEN);
        environment.put(ConfigKey.ADDRESS.environmentKey(), hosts.address(0) + ':' + SCHEDULER_PORT);
        environment.put(
                ConfigKey.NODE_DIRECTORY.environmentKey(),
                directory.resolve("host-" + host).toString());
        environment.put(ConfigKey.NODE_DATA_ADDRESS.environmentKey(), hosts.address(host) + DATA_PORTS);
        settings.forEach((key, value) -> environment.put(key.environmentKey(), value));
        return processes.start(name, hosts.on(host, command), environment);
    }

    /** The hosts, to do something to their network. */
    TestHosts hosts() {
        return hosts;
    }

    @Override
    public void close() {
        try (hosts) {
            processes.close();
        }
    }
}
