package io.remex.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cluster at one moment, for people and dashboards.
 *
 * @param nodes nodes with at least one worker or caller, by name
 * @param callers the callers, in the order of their sessions
 * @param functions what can be called, by name
 * @param counters the core's counters
 */
public record ClusterView(
        List<NodeView> nodes, List<CallerView> callers, List<FunctionView> functions, SchedulerCounters counters) {
    /** Copies the lists. */
    public ClusterView {
        nodes = List.copyOf(nodes);
        callers = List.copyOf(callers);
        functions = List.copyOf(functions);
    }

    /**
     * One node.
     *
     * @param node its name
     * @param workers its workers, in the order of their registrations
     * @param callers the callers attached to it
     */
    public record NodeView(NodeId node, List<WorkerView> workers, List<CallerId> callers) {
        /** Copies the lists. */
        public NodeView {
            workers = List.copyOf(workers);
            callers = List.copyOf(callers);
        }
    }

    /**
     * One worker.
     *
     * @param registration what it said about itself
     * @param draining whether it takes nothing new
     * @param used what its leases take now
     * @param slots how many slots its leases have
     * @param blockedSlots how many of them wait and take nothing but their GPUs
     * @param leases its leases, oldest first
     */
    public record WorkerView(
            WorkerRegistration registration,
            boolean draining,
            ResourceShape used,
            int slots,
            int blockedSlots,
            List<Lease> leases) {
        /** Copies the list. */
        public WorkerView {
            leases = List.copyOf(leases);
        }
    }

    /**
     * One caller.
     *
     * @param session what it said about itself
     * @param slots how many slots it has or is about to have
     * @param demands what it wants
     * @param groups its placement groups
     */
    public record CallerView(CallerSession session, int slots, List<Demand> demands, List<PlacementGroup> groups) {
        /** Copies the lists. */
        public CallerView {
            demands = List.copyOf(demands);
            groups = List.copyOf(groups);
        }
    }

    /**
     * One function.
     *
     * @param function the function
     * @param workers who offers it
     */
    public record FunctionView(FunctionOffer function, List<WorkerId> workers) {
        /** Copies the list. */
        public FunctionView {
            workers = List.copyOf(workers);
        }
    }

    static ClusterView of(SchedulerState state) {
        return new ClusterView(nodes(state), callers(state), functions(state), state.counters());
    }

    private static List<NodeView> nodes(SchedulerState state) {
        Map<NodeId, List<WorkerView>> workers = new TreeMap<>();
        Map<NodeId, List<CallerId>> callers = new TreeMap<>();
        for (WorkerEntry worker : state.workers.all()) {
            workers.computeIfAbsent(worker.registration().node(), unused -> new ArrayList<>())
                    .add(view(worker, state.leases.onWorker(worker.id())));
        }
        for (CallerEntry caller : state.callers.all()) {
            caller.session().node().ifPresent(node -> {
                workers.computeIfAbsent(node, unused -> new ArrayList<>());
                callers.computeIfAbsent(node, unused -> new ArrayList<>()).add(caller.id());
            });
        }
        return workers.entrySet().stream()
                .map(entry ->
                        new NodeView(entry.getKey(), entry.getValue(), callers.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private static WorkerView view(WorkerEntry worker, List<Lease> leases) {
        ResourceShape used = ResourceShape.NONE;
        int slots = 0;
        int blocked = 0;
        for (Lease lease : leases) {
            used = used.plus(lease.used(), 1);
            slots += lease.reservedSlots();
            blocked += lease.reservedSlots() - lease.busySlots();
        }
        return new WorkerView(worker.registration(), worker.draining(), used, slots, blocked, leases);
    }

    private static List<CallerView> callers(SchedulerState state) {
        return state.callers.all().stream()
                .map(caller -> new CallerView(
                        caller.session(),
                        state.leases.ofCaller(caller.id()).stream()
                                .mapToInt(Lease::heldSlots)
                                .sum(),
                        state.callers.demandsOf(caller.id()),
                        state.groups.ofCaller(caller.id())))
                .toList();
    }

    private static List<FunctionView> functions(SchedulerState state) {
        Map<FunctionOffer, List<WorkerId>> functions = new LinkedHashMap<>();
        for (WorkerEntry worker : state.workers.all()) {
            for (FunctionOffer function : worker.registration().functions()) {
                functions.computeIfAbsent(function, unused -> new ArrayList<>()).add(worker.id());
            }
        }
        return functions.entrySet().stream()
                .map(entry -> new FunctionView(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(
                                (FunctionView view) -> view.function().name())
                        .thenComparingLong(view -> view.function().functionId())
                        .thenComparingLong(view -> view.function().fingerprint()))
                .toList();
    }
}
