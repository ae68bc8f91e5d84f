package io.remex.client;

import io.remex.ClusterView;
import io.remex.protocol.control.Cluster;
import io.remex.protocol.control.ClusterWorker;
import io.remex.protocol.control.Function;
import io.remex.protocol.control.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the public view of what the scheduler says of the cluster. */
final class ClusterViews {
    private static final double MILLIS = 1_000;

    private ClusterViews() {}

    static ClusterView view(Cluster cluster) {
        Map<String, Integer> nodes = new TreeMap<>();
        Map<String, ClusterView.Function> functions = new TreeMap<>();
        Map<String, Double> resources = new TreeMap<>();
        List<ClusterView.Worker> workers = new ArrayList<>();
        for (ClusterWorker worker : cluster.getWorkersList()) {
            nodes.merge(worker.getNode(), 1, Integer::sum);
            Map<String, Double> total = amounts(worker.getCapacity());
            total.forEach((name, amount) -> resources.merge(name, amount, Double::sum));
            workers.add(new ClusterView.Worker(
                    worker.getWorker(),
                    worker.getNode(),
                    worker.getIncarnation(),
                    worker.getPid(),
                    total,
                    amounts(worker.getUsed()),
                    worker.getLeases()));
            for (Function function : worker.getFunctionsList()) {
                String key = function.getName() + ' ' + Long.toHexString(function.getFingerprint());
                ClusterView.Function before = functions.get(key);
                functions.put(
                        key,
                        new ClusterView.Function(
                                function.getName(),
                                function.getFunctionId(),
                                function.getFingerprint(),
                                before == null ? 1 : before.workers() + 1));
            }
        }
        return new ClusterView(
                nodes.entrySet().stream()
                        .map(node -> new ClusterView.Node(node.getKey(), node.getValue()))
                        .toList(),
                workers,
                List.copyOf(functions.values()),
                resources,
                cluster.getCallers());
    }

    private static Map<String, Double> amounts(Resources resources) {
        Map<String, Double> amounts = new TreeMap<>();
        amounts.put("cpus", resources.getMilliCpus() / MILLIS);
        amounts.put("memory", (double) resources.getMemoryBytes());
        if (resources.getMilliGpus() > 0) {
            amounts.put("gpus", resources.getMilliGpus() / MILLIS);
        }
        resources.getCustomMillisMap().forEach((name, millis) -> amounts.put(name, millis / MILLIS));
        return amounts;
    }
}
