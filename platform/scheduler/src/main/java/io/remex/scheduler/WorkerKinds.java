package io.remex.scheduler;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The workers that may get something new, sorted by what they are and what is in use there: whoever looks for room needs
 * to look at one worker of each kind only. In a cluster of equal workers there are a few kinds a node, however many workers.
 *
 * <p>Follows from the workers and the leases; brought up to date when it is asked, and only where something changed.
 */
final class WorkerKinds {
    /**
     * What workers have in common.
     *
     * @param node where they are
     * @param capacity what they have, less what is set aside for placement groups
     * @param used what all leases there take of it now
     * @param slots how many slots their leases have, those in placement groups too
     * @param failing whether they could not open the last lane
     */
    record Kind(NodeId node, ResourceShape capacity, ResourceShape used, long slots, boolean failing) {
        boolean isOverCommitted(int maxSlots) {
            return slots > maxSlots || !used.fitsInto(capacity);
        }
    }

    private record Place(PoolId pool, Kind kind, long order) {}

    private final Map<PoolId, Map<Kind, TreeMap<Long, WorkerId>>> pools = new HashMap<>();
    private final Map<WorkerId, Place> places = new HashMap<>();
    private final Set<WorkerId> changed = new HashSet<>();

    /** Something about this worker or its leases is not what it was. */
    void changed(WorkerId worker) {
        changed.add(worker);
    }

    /** The kinds of a pool, each with its workers in the order of their registrations; not to be changed. */
    Map<Kind, TreeMap<Long, WorkerId>> of(PoolId pool, SchedulerState state) {
        changed.forEach(worker -> refresh(worker, state));
        changed.clear();
        return pools.getOrDefault(pool, Map.of());
    }

    /** The kind of a worker that may get something new, as it was when {@link #of} was last asked. */
    Kind kindOf(WorkerId worker) {
        return places.get(worker).kind();
    }

    private void refresh(WorkerId id, SchedulerState state) {
        Place old = places.remove(id);
        if (old != null) {
            Map<Kind, TreeMap<Long, WorkerId>> kinds = pools.get(old.pool());
            kinds.get(old.kind()).remove(old.order());
            if (kinds.get(old.kind()).isEmpty()) {
                kinds.remove(old.kind());
            }
            if (kinds.isEmpty()) {
                pools.remove(old.pool());
            }
        }
        state.workers.find(id).filter(worker -> !worker.draining()).ifPresent(worker -> {
            Place place = new Place(worker.pool(), kind(worker, state), worker.order());
            places.put(id, place);
            pools.computeIfAbsent(place.pool(), unused -> new HashMap<>())
                    .computeIfAbsent(place.kind(), unused -> new TreeMap<>())
                    .put(place.order(), id);
        });
    }

    private static Kind kind(WorkerEntry worker, SchedulerState state) {
        ResourceShape used = ResourceShape.NONE;
        long slots = 0;
        for (Lease lease : state.leases.onWorker(worker.id())) {
            used = state.rooms.bundleOf(lease).isEmpty() ? used.plus(lease.used(), 1) : used;
            slots += lease.reservedSlots();
        }
        return new Kind(
                worker.registration().node(),
                state.rooms.rest(worker),
                used,
                slots,
                worker.laneFailure().isPresent());
    }
}
