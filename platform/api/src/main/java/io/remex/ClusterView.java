package io.remex;

import java.util.List;
import java.util.Map;

/**
 * What the scheduler knew at one moment.
 *
 * @param nodes hosts with a media driver, by name
 * @param workers processes that run tasks, by name
 * @param functions what the workers offer, by name
 * @param resources the sum over all workers: name of the resource → amount
 * @param callers number of sessions that are open
 */
public record ClusterView(
        List<Node> nodes, List<Worker> workers, List<Function> functions, Map<String, Double> resources, int callers) {
    public ClusterView {
        nodes = List.copyOf(nodes);
        workers = List.copyOf(workers);
        functions = List.copyOf(functions);
        resources = Map.copyOf(resources);
    }

    /**
     * A host with one media driver.
     *
     * @param workers number of live workers on it
     */
    public record Node(String name, int workers) {}

    /**
     * A process that runs tasks.
     *
     * @param incarnation new at each start
     * @param total declared resources
     * @param used resources that are leased
     * @param leases number of leases
     */
    public record Worker(
            String name,
            String node,
            long incarnation,
            long pid,
            Map<String, Double> total,
            Map<String, Double> used,
            int leases) {
        public Worker {
            total = Map.copyOf(total);
            used = Map.copyOf(used);
        }
    }

    /**
     * A function that at least one worker offers.
     *
     * @param workers number of live workers that offer it
     */
    public record Function(String name, long functionId, long fingerprint, int workers) {}
}
