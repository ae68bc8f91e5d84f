package io.remex.system;

import io.remex.ConfigKey;
import io.remex.system.programs.PlainCaller;
import io.remex.system.programs.PlainWorker;
import io.remex.testkit.JavaCommand;
import io.remex.testkit.TestCluster;
import io.remex.testkit.TestProcess;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Clusters of the jars that the build has just packaged. */
final class Clusters {
    private static final Path OUTPUT = Path.of(System.getProperty("system-tests.output", "target/system-tests"));

    private Clusters() {}

    /** A cluster that is not started yet, with its logs in a directory of that name. */
    static TestCluster named(String name, String token) {
        return new TestCluster(serverJar(), nodeJar(), output(name), token);
    }

    /** Where the logs of a test go. */
    static Path output(String name) {
        return OUTPUT.resolve(name);
    }

    static Path serverJar() {
        return jar("system-tests.server");
    }

    static Path nodeJar() {
        return jar("system-tests.node");
    }

    private static Path jar(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(property + " is not set; run these tests with ./mvnw verify");
        }
        return Path.of(value);
    }

    /** Begins a worker with so many slots. */
    static TestProcess beginWorker(TestCluster cluster, String name, int slots, String resources) {
        Map<ConfigKey, String> settings = new EnumMap<>(ConfigKey.class);
        settings.put(ConfigKey.WORKER_NAME, name);
        settings.put(ConfigKey.WORKER_SLOTS, Integer.toString(slots));
        if (!resources.isEmpty()) {
            settings.put(ConfigKey.WORKER_RESOURCES, resources);
        }
        return cluster.begin(name, JavaCommand.ofTestClass(PlainWorker.class.getName()), settings);
    }

    /** Starts workers with so many slots each, and waits until all are registered. */
    static List<TestProcess> startWorkers(TestCluster cluster, int slots, String... names) {
        List<TestProcess> workers = List.of(names).stream()
                .map(name -> beginWorker(cluster, name, slots, ""))
                .toList();
        workers.forEach(Clusters::awaitRegistered);
        return workers;
    }

    static void awaitRegistered(TestProcess worker) {
        worker.awaitLine("worker ready: " + worker.name(), TestCluster.START_TIMEOUT);
    }

    /** Begins a caller that does what its arguments say; see {@link PlainCaller}. */
    static TestProcess beginCaller(TestCluster cluster, String name, String... arguments) {
        return cluster.begin(name, JavaCommand.ofTestClass(PlainCaller.class.getName()), Map.of(), arguments);
    }
}
