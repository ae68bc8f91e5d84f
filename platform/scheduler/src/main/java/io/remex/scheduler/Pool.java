package io.remex.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One pool at one moment, laid out for arithmetic: the workers that take part (alive, not draining) in the order of their
 * registrations, each with the part of it that belongs to the pool, and the contenders. Only {@link Grants} changes it: what is used now.
 */
final class Pool {
    /** The largest part of a pool one slot can be; what does not fit at all must not count as infinitely rich. */
    private static final double MOST = 1;

    final List<WorkerEntry> workers;
    final ResourceAxes axes;
    final List<Contender> contenders;
    final int callerCount;
    private final List<int[]> contendersOfCaller;
    /** Per worker: the number of its node in this pool. */
    final int[] nodes;
    /** Per worker: what it has. */
    final long[][] capacity;
    /** Per worker: what all leases there take now, with the larger size while they change. */
    final long[][] usedNow;
    /** Per worker: its devices, less those that all leases there have now. */
    final GpuDevices[] gpusNow;
    /** Per worker: what leases without a caller take; nobody's share, but not free either. */
    final long[][] usedByNobody;
    /** Per worker: its devices, less those of leases without a caller. */
    final GpuDevices[] gpusOfNobody;
    /** Per worker: whether it may get new lanes, or larger ones. */
    final boolean[] acceptsMore;

    private Pool(SchedulerState state, PoolId id, long nowNs) {
        workers = state.rooms.taking(id).toList();
        nodes = nodes(workers);
        List<List<Lease>> leases = workers.stream()
                .map(worker -> state.leases.onWorker(worker.id()).stream()
                        .filter(lease -> state.rooms.bundleOf(lease).equals(id.bundle()))
                        .toList())
                .toList();
        List<Demand> demands = state.callers.demandsOf(id);
        axes = new ResourceAxes(shapes(leases, demands));
        int workerCount = workers.size();
        capacity = new long[workerCount][];
        usedNow = new long[workerCount][];
        gpusNow = new GpuDevices[workerCount];
        usedByNobody = new long[workerCount][];
        gpusOfNobody = new GpuDevices[workerCount];
        acceptsMore = new boolean[workerCount];
        for (int w = 0; w < workerCount; w++) {
            WorkerEntry worker = workers.get(w);
            capacity[w] = axes.vector(state.rooms.room(id, worker), slotsLeft(state, worker, leases.get(w)));
            usedNow[w] = axes.zero();
            gpusNow[w] = state.rooms.devices(id, worker);
            usedByNobody[w] = axes.zero();
            gpusOfNobody[w] = gpusNow[w].copy();
            acceptsMore[w] = worker.laneFailure().isEmpty()
                    || nowNs - worker.laneFailedAtNs() >= state.config.workers().laneRetryDelayNs();
            for (Lease lease : leases.get(w)) {
                use(usedNow[w], lease);
                gpusNow[w].take(lease.shape(), lease.gpus());
                if (lease.state() == LeaseState.UNCLAIMED || state.rooms.isStray(lease)) {
                    use(usedByNobody[w], lease);
                    gpusOfNobody[w].take(lease.shape(), lease.gpus());
                }
            }
        }
        contenders = contenders(state, id, leases, demands);
        callerCount = contenders.stream().mapToInt(Contender::caller).max().orElse(-1) + 1;
        contendersOfCaller = IntStream.range(0, callerCount)
                .mapToObj(caller -> IntStream.range(0, contenders.size())
                        .filter(c -> contenders.get(c).caller() == caller)
                        .toArray())
                .toList();
    }

    /** The limit of slots is one of the whole worker. */
    private static int slotsLeft(SchedulerState state, WorkerEntry worker, List<Lease> ofPool) {
        int others = state.leases.onWorker(worker.id()).stream()
                        .mapToInt(Lease::reservedSlots)
                        .sum()
                - ofPool.stream().mapToInt(Lease::reservedSlots).sum();
        return Math.max(0, state.config.sharing().maxSlotsPerWorker() - others);
    }

    private static int[] nodes(List<WorkerEntry> workers) {
        Map<NodeId, Integer> numbers = new HashMap<>();
        return workers.stream()
                .mapToInt(
                        worker -> numbers.computeIfAbsent(worker.registration().node(), node -> numbers.size()))
                .toArray();
    }

    static Pool of(SchedulerState state, PoolId id, long nowNs) {
        return new Pool(state, id, nowNs);
    }

    /** The share of a caller whose contenders have so many slots each. */
    double callerShare(int caller, int[] slotsByContender) {
        double share = 0;
        for (int c : contendersOfCaller.get(caller)) {
            share += contenders.get(c).share(slotsByContender[c]);
        }
        return share;
    }

    /** The contenders that have so many slots each, by the priority of their next slot, then by their callers' shares. */
    List<Integer> firstInLine(int[] slotsByContender) {
        double[] shares = new double[callerCount];
        for (int caller = 0; caller < callerCount; caller++) {
            shares[caller] = callerShare(caller, slotsByContender);
        }
        return IntStream.range(0, slotsByContender.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(c -> -contenders.get(c).priorityAfter(slotsByContender[c]))
                        .thenComparingDouble(c -> shares[contenders.get(c).caller()]))
                .toList();
    }

    /** Whether time alone can change what is to be done here. */
    boolean waitsForTime(long reduceGraceNs, long nowNs) {
        if (contenders.stream()
                .anyMatch(
                        contender -> contender.wants() > 0 && contender.heldTotal() == 0 && !contender.isHopeless())) {
            return true;
        }
        for (boolean accepts : acceptsMore) {
            if (!accepts) {
                return true;
            }
        }
        return contenders.stream()
                .flatMap(contender -> contender.leases().stream())
                .flatMap(List::stream)
                .anyMatch(lease -> nowNs - lease.sizedAtNs() < reduceGraceNs);
    }

    private static List<ResourceShape> shapes(List<List<Lease>> leases, List<Demand> demands) {
        List<ResourceShape> shapes = new ArrayList<>();
        leases.forEach(onWorker -> onWorker.forEach(lease -> shapes.add(lease.shape())));
        demands.forEach(demand -> shapes.add(demand.key().shape()));
        return shapes;
    }

    private void use(long[] used, Lease lease) {
        long[] need = axes.vector(lease.shape(), 1);
        ResourceAxes.add(used, need, lease.busySlots());
        ResourceAxes.addBlocked(used, need, lease.reservedSlots() - lease.busySlots());
    }

    private List<Contender> contenders(
            SchedulerState state, PoolId id, List<List<Lease>> leases, List<Demand> demands) {
        Map<DemandKey, List<List<Lease>>> held = new LinkedHashMap<>();
        demands.forEach(demand -> held.put(demand.key(), emptyLists()));
        for (int w = 0; w < leases.size(); w++) {
            for (Lease lease : leases.get(w)) {
                if (lease.state().held() && !state.rooms.isStray(lease)) {
                    held.computeIfAbsent(lease.demandKey(), unused -> emptyLists())
                            .get(w)
                            .add(lease);
                }
            }
        }
        long[] total = axes.zero();
        for (long[] ofWorker : capacity) {
            ResourceAxes.add(total, ofWorker, 1);
        }
        Map<CallerId, Integer> callerIndex = new HashMap<>();
        List<Contender> result = new ArrayList<>();
        held.forEach((key, leasesByWorker) -> {
            int caller = callerIndex.computeIfAbsent(key.caller(), unused -> callerIndex.size());
            result.add(contender(state, id, key, caller, leasesByWorker, total));
        });
        return List.copyOf(result);
    }

    private Contender contender(
            SchedulerState state,
            PoolId id,
            DemandKey key,
            int caller,
            List<List<Lease>> leasesByWorker,
            long[] total) {
        CallerSession session = state.callers
                .find(key.caller())
                .orElseThrow(
                        () -> new IllegalStateException("caller " + key.caller() + " holds a lease, has no session"))
                .session();
        long[] need = axes.vector(key.shape(), 1);
        return new Contender(
                key,
                session,
                caller,
                state.callers.demand(key),
                terms(state, id, key, session.node(), need, total),
                leasesByWorker);
    }

    private Contender.Terms terms(
            SchedulerState state, PoolId id, DemandKey key, Optional<NodeId> home, long[] need, long[] total) {
        PlacementRule placement = key.need().placement();
        boolean[] mayUse = new boolean[workers.size()];
        int[] score = new int[workers.size()];
        for (int w = 0; w < mayUse.length; w++) {
            WorkerRegistration worker = workers.get(w).registration();
            mayUse[w] = placement.allows(worker) && state.rooms.canEverFit(id, workers.get(w), key.shape());
            score[w] = placement.score(worker, home);
        }
        return new Contender.Terms(need, Math.min(MOST, ResourceAxes.fullness(need, total)), mayUse, score);
    }

    private List<List<Lease>> emptyLists() {
        List<List<Lease>> lists = new ArrayList<>();
        workers.forEach(unused -> lists.add(new ArrayList<>()));
        return lists;
    }
}
