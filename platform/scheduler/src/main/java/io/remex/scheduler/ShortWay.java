package io.remex.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks after a pool in which everybody can have what it wants without anybody giving way. Then shares do not matter, and
 * only those are looked at that want more or less than they have, and one worker of each kind. So a decision costs the
 * same however many workers and callers the pool has. In every other case it does nothing and says so.
 *
 * <p>Slots go where {@link Placement} would put them beside what is there. GPUs have devices, workers that failed have
 * delays, callers that waited have turns: with any of these a pool is looked at the long way.
 */
final class ShortWay {
    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;

    ShortWay(SchedulerState state, LeaseLifecycle lifecycle) {
        this.state = state;
        this.lifecycle = lifecycle;
    }

    /** Whether all is done that has to be done in this pool; otherwise nothing was done. */
    boolean reconcile(PoolId pool, long nowNs) {
        List<DemandKey> unequal = state.imbalances.unequal(pool);
        Map<WorkerKinds.Kind, TreeMap<Long, WorkerId>> kinds = state.kinds.of(pool, state);
        if (kinds.isEmpty() || state.imbalances.anybodyAges(pool) || !areHealthy(kinds)) {
            return kinds.isEmpty();
        }
        List<DemandKey> lacking = new ArrayList<>();
        List<DemandKey> abounding = new ArrayList<>();
        for (DemandKey key : unequal) {
            if (key.shape().milliGpus() > 0) {
                return false;
            }
            (wanted(key) > state.leases.holdings().slots(key) ? lacking : abounding).add(key);
        }
        Optional<Map<DemandKey, Map<WorkerId, Integer>>> plan = plan(pool, kinds, lacking);
        boolean canGive = lacking.isEmpty()
                || state.grantsAllowed(nowNs) && state.streamIds.available(2 * slots(plan.orElse(Map.of())));
        if (plan.isEmpty() || !canGive) {
            return false;
        }
        plan.get().forEach((key, places) -> places.forEach((worker, slots) -> give(key, worker, slots, nowNs)));
        boolean waits = false;
        for (DemandKey key : abounding) {
            waits |= !takeSurplus(key, nowNs);
        }
        if (waits) {
            state.revisit(pool);
        }
        return true;
    }

    private boolean areHealthy(Map<WorkerKinds.Kind, TreeMap<Long, WorkerId>> kinds) {
        int maxSlots = state.config.sharing().maxSlotsPerWorker();
        return kinds.keySet().stream().noneMatch(kind -> kind.failing() || kind.isOverCommitted(maxSlots));
    }

    private int wanted(DemandKey key) {
        Demand demand = state.callers.demand(key);
        return demand == null ? 0 : demand.slotsWanted();
    }

    private static int slots(Map<DemandKey, Map<WorkerId, Integer>> plan) {
        return plan.values().stream()
                .flatMap(places -> places.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    private Optional<Map<DemandKey, Map<WorkerId, Integer>>> plan(
            PoolId pool, Map<WorkerKinds.Kind, TreeMap<Long, WorkerId>> kinds, List<DemandKey> lacking) {
        Map<DemandKey, Map<WorkerId, Integer>> plan = new TreeMap<>(Imbalances.ORDER);
        FreePlaces places = new FreePlaces(state, pool, kinds, lacking);
        for (DemandKey key : lacking) {
            int lacks = wanted(key) - state.leases.holdings().slots(key);
            Optional<Map<WorkerId, Integer>> found = places.take(key, lacks);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            plan.put(key, found.get());
        }
        return Optional.of(plan);
    }

    /** Nothing is given on a worker while a lane of the same demand is being opened or enlarged: its answer comes soon. */
    private void give(DemandKey key, WorkerId id, int slots, long nowNs) {
        WorkerEntry worker = state.workers.find(id).orElseThrow();
        Lease growable = null;
        for (Lease lease : state.leases.onWorker(id)) {
            if (lease.demandKey().equals(key)) {
                if (lease.state() == LeaseState.OPENING || lease.state() == LeaseState.GROWING) {
                    return;
                }
                growable = growable == null && lease.state() == LeaseState.ACTIVE ? lease : growable;
            }
        }
        if (growable == null) {
            lifecycle.open(worker, key, slots, List.of(), nowNs);
        } else {
            lifecycle.grow(growable, growable.slots() + slots, nowNs);
        }
    }

    /** Keeps slots on the workers that registered first, takes the newest elsewhere. Returns false if time has to pass. */
    private boolean takeSurplus(DemandKey key, long nowNs) {
        TreeMap<Long, List<Lease>> byWorker = new TreeMap<>();
        int keeps = Demand.keeps(wanted(key));
        int toKeep = keeps;
        for (Lease lease : state.leases.holdings().leases(key)) {
            long order = state.workers.find(lease.worker()).orElseThrow().order();
            byWorker.computeIfAbsent(order, unused -> new ArrayList<>()).add(lease);
            toKeep -= lease.heldBlockedSlots();
        }
        int surplus = state.leases.holdings().slots(key) - keeps;
        Map<Lease, Integer> reduced = new HashMap<>();
        for (List<Lease> leases : byWorker.values()) {
            int working = leases.stream()
                    .mapToInt(lease -> lease.heldSlots() - lease.heldBlockedSlots())
                    .sum();
            int kept = Math.max(0, Math.min(working, toKeep));
            toKeep -= kept;
            surplus -= takeNewest(leases, Math.min(surplus, working - kept), reduced, nowNs);
        }
        reduced.entrySet().stream()
                .sorted((a, b) -> a.getKey().id().compareTo(b.getKey().id()))
                .forEach(entry -> lifecycle.reduce(entry.getKey(), entry.getValue(), nowNs));
        return surplus == 0;
    }

    private int takeNewest(List<Lease> leases, int surplus, Map<Lease, Integer> reduced, long nowNs) {
        int taken = 0;
        for (int i = leases.size() - 1; i >= 0 && taken < surplus; i--) {
            Lease lease = leases.get(i);
            boolean reducible = lease.state() == LeaseState.ACTIVE
                    && nowNs - lease.sizedAtNs() >= state.config.sharing().reduceGraceNs();
            int take = reducible ? Math.min(surplus - taken, lease.slots() - lease.blockedSlots()) : 0;
            if (take > 0) {
                reduced.put(lease, lease.slots() - take);
                taken += take;
            }
        }
        return taken;
    }
}
