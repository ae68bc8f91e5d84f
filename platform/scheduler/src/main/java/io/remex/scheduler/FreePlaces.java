package io.remex.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds places for slots beside all that is in use in one pool, without looking at every worker: one worker of each {@link
 * WorkerKinds.Kind} stands for the others, and those are looked at one by one that differ, because the contender has slots
 * there or a place on them was just taken. A contender with conditions on labels looks at every worker.
 */
final class FreePlaces {
    private static final class Place {
        final WorkerEntry worker;
        final long[] capacity;
        final long[] used;
        int mine;

        Place(WorkerEntry worker, long[] capacity, long[] used) {
            this.worker = worker;
            this.capacity = capacity;
            this.used = used;
        }
    }

    private final SchedulerState state;
    private final PoolId pool;
    private final Map<WorkerKinds.Kind, TreeMap<Long, WorkerId>> kinds;
    private final ResourceAxes axes;
    /** Workers that are not like the others of their kind any more, by their order. */
    private final TreeMap<Long, Place> touched = new TreeMap<>();

    FreePlaces(
            SchedulerState state,
            PoolId pool,
            Map<WorkerKinds.Kind, TreeMap<Long, WorkerId>> kinds,
            List<DemandKey> demands) {
        this.state = state;
        this.pool = pool;
        this.kinds = kinds;
        List<ResourceShape> shapes = new ArrayList<>();
        kinds.keySet().forEach(kind -> shapes.add(kind.used()));
        demands.forEach(demand -> shapes.add(demand.shape()));
        axes = new ResourceAxes(shapes);
    }

    /** Places for so many more slots, all or none. */
    Optional<Map<WorkerId, Integer>> take(DemandKey key, int slots) {
        touched.values().forEach(place -> place.mine = 0);
        for (Lease lease : state.leases.holdings().leases(key)) {
            touch(state.workers.find(lease.worker()).orElseThrow()).mine += lease.heldSlots();
        }
        PlacementRule rule = key.need().placement();
        if (!rule.required().isEmpty() || !rule.preferred().isEmpty()) {
            state.workers.taking(pool).forEach(this::touch);
        }
        long[] need = axes.vector(key.shape(), 1);
        Map<WorkerId, Integer> taken = new LinkedHashMap<>();
        for (int i = 0; i < slots; i++) {
            Place best = best(rule, need);
            if (best == null) {
                return Optional.empty();
            }
            ResourceAxes.add(best.used, need, 1);
            best.mine++;
            taken.merge(best.worker.id(), 1, Integer::sum);
        }
        return Optional.of(taken);
    }

    private Place best(PlacementRule rule, long[] need) {
        TreeMap<Long, Place> candidates = new TreeMap<>(touched);
        kinds.forEach((kind, workers) -> {
            for (Map.Entry<Long, WorkerId> worker : workers.entrySet()) {
                if (!touched.containsKey(worker.getKey())) {
                    candidates.put(worker.getKey(), place(kind, worker.getValue()));
                    return;
                }
            }
        });
        state.count(SchedulerCounter.PLACES_CONSIDERED, candidates.size());
        Place best = null;
        PlaceCandidate bestCandidate = null;
        for (Place place : candidates.values()) {
            if (rule.allows(place.worker.registration()) && ResourceAxes.fits(place.used, need, place.capacity)) {
                int score = rule.score(place.worker.registration());
                PlaceCandidate candidate = PlaceCandidate.of(score, place.mine, place.used, need, place.capacity);
                if (best == null || candidate.isBetterThan(bestCandidate, rule.spread(), true)) {
                    best = place;
                    bestCandidate = candidate;
                }
            }
        }
        if (best != null) {
            touched.putIfAbsent(best.worker.order(), best);
        }
        return best;
    }

    private Place touch(WorkerEntry worker) {
        return touched.computeIfAbsent(worker.order(), unused -> place(state.kinds.kindOf(worker.id()), worker.id()));
    }

    private Place place(WorkerKinds.Kind kind, WorkerId worker) {
        long[] capacity = axes.vector(kind.capacity(), state.config.sharing().maxSlotsPerWorker());
        return new Place(state.workers.find(worker).orElseThrow(), capacity, axes.vector(kind.used(), kind.slots()));
    }
}
