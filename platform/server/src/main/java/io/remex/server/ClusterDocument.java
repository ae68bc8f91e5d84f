package io.remex.server;

import io.remex.control.ControlCounters;
import io.remex.scheduler.BundlePlace;
import io.remex.scheduler.ClusterView;
import io.remex.scheduler.Lease;
import io.remex.scheduler.PlacementGroup;
import io.remex.scheduler.ResourceShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The cluster as {@code GET /api/cluster} shows it. Ids are text, because many JSON readers cannot hold 64 bits; resources are
 * in whole units (processors, GPUs, bytes, the user's own).
 *
 * @param nodes hosts with a media driver, by name
 * @param workers processes that run tasks
 * @param callers processes that submit tasks
 * @param functions what the workers offer, by name
 * @param counters what has been counted since the start
 */
record ClusterDocument(
        List<Node> nodes,
        List<Worker> workers,
        List<Caller> callers,
        List<Function> functions,
        Map<String, Long> counters) {

    record Node(String name, int workers, int callers) {}

    record Worker(
            String name,
            String node,
            String incarnation,
            long pid,
            String description,
            boolean draining,
            Map<String, Double> capacity,
            Map<String, Double> used,
            int slots,
            int blockedSlots,
            String catalog,
            Map<String, String> labels,
            List<LeaseEntry> leases) {}

    record LeaseEntry(
            String id,
            String caller,
            String state,
            int slots,
            int blockedSlots,
            Map<String, Double> resourcesPerSlot,
            List<Integer> gpus,
            String placement) {}

    record Caller(
            String id,
            String node,
            String worker,
            String program,
            long pid,
            int weight,
            int slots,
            List<DemandEntry> demands,
            List<GroupEntry> groups) {}

    record GroupEntry(long number, String strategy, boolean ready, List<BundleEntry> bundles) {}

    record BundleEntry(String worker, Map<String, Double> resources, List<Integer> gpus) {}

    record DemandEntry(String catalog, int slots, Map<String, Double> resourcesPerSlot, String placement) {}

    record Function(String name, String functionId, String fingerprint, List<String> workers) {}

    static ClusterDocument of(ClusterView view, ControlCounters counters) {
        return new ClusterDocument(
                view.nodes().stream()
                        .map(node -> new Node(
                                node.node().value(),
                                node.workers().size(),
                                node.callers().size()))
                        .toList(),
                view.nodes().stream()
                        .flatMap(node -> node.workers().stream())
                        .map(ClusterDocument::worker)
                        .toList(),
                view.callers().stream().map(ClusterDocument::caller).toList(),
                view.functions().stream().map(ClusterDocument::function).toList(),
                counters(view, counters));
    }

    private static Worker worker(ClusterView.WorkerView view) {
        var registration = view.registration();
        return new Worker(
                registration.worker().name(),
                registration.node().value(),
                Long.toString(registration.incarnation()),
                registration.pid(),
                registration.description(),
                view.draining(),
                resources(registration.capacity()),
                resources(view.used()),
                view.slots(),
                view.blockedSlots(),
                registration.catalog().toString(),
                registration.labels(),
                view.leases().stream().map(ClusterDocument::lease).toList());
    }

    private static LeaseEntry lease(Lease lease) {
        return new LeaseEntry(
                lease.id().toString(),
                lease.caller().toString(),
                lease.state().name().toLowerCase(Locale.ROOT),
                lease.slots(),
                lease.blockedSlots(),
                resources(lease.shape()),
                lease.gpus(),
                lease.need().placement().toString());
    }

    private static Caller caller(ClusterView.CallerView view) {
        var session = view.session();
        return new Caller(
                session.caller().toString(),
                session.node().map(Object::toString).orElse(null),
                session.worker().map(Object::toString).orElse(null),
                session.program(),
                session.pid(),
                session.weight(),
                view.slots(),
                view.demands().stream()
                        .map(demand -> new DemandEntry(
                                demand.key().catalog().toString(),
                                demand.slotsWanted(),
                                resources(demand.key().shape()),
                                demand.key().need().placement().toString()))
                        .toList(),
                view.groups().stream().map(ClusterDocument::group).toList());
    }

    private static GroupEntry group(PlacementGroup group) {
        List<BundleEntry> bundles = new ArrayList<>();
        for (int i = 0; i < group.bundles().size(); i++) {
            Optional<BundlePlace> place = group.places().get(i);
            bundles.add(new BundleEntry(
                    place.map(at -> at.worker().toString()).orElse(null),
                    resources(group.bundles().get(i).shape()),
                    place.map(BundlePlace::gpus).orElse(List.of())));
        }
        return new GroupEntry(
                group.id().number(), group.strategy().name().toLowerCase(Locale.ROOT), group.isReady(), bundles);
    }

    private static Function function(ClusterView.FunctionView view) {
        return new Function(
                view.function().name(),
                Long.toHexString(view.function().functionId()),
                Long.toHexString(view.function().fingerprint()),
                view.workers().stream().map(Object::toString).toList());
    }

    private static Map<String, Double> resources(ResourceShape shape) {
        Map<String, Double> resources = new TreeMap<>();
        shape.customMillis().forEach((name, amount) -> resources.put(name, amount / 1_000.0));
        resources.put("cpus", shape.milliCpus() / 1_000.0);
        if (shape.milliGpus() > 0) {
            resources.put("gpus", shape.milliGpus() / 1_000.0);
        }
        if (shape.memoryBytes() > 0) {
            resources.put("memory", (double) shape.memoryBytes());
        }
        return resources;
    }

    private static Map<String, Long> counters(ClusterView view, ControlCounters control) {
        Map<String, Long> counters = new TreeMap<>();
        view.counters().values().forEach((counter, value) -> counters.put(name(counter), value));
        control.all().forEach((counter, value) -> counters.put(name(counter), value));
        return counters;
    }

    private static String name(Enum<?> counter) {
        return counter.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
