package io.remex.scheduler;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Workers that are part of the cluster, in the order of their registrations, and the last incarnation of some that were.
 * Soft state: after a restart workers register again.
 */
final class WorkerTable {
    private final int maxRememberedWorkers;
    private final Map<WorkerId, WorkerEntry> workers = new LinkedHashMap<>();
    private final Map<WorkerId, Long> pastIncarnations = new LinkedHashMap<>();
    /** Those that may get something new, by pool, in the order of their registrations. */
    private final Map<PoolId, Set<WorkerId>> taking = new LinkedHashMap<>();
    /** Those that drain and have not been told that they have. */
    private final Set<WorkerId> draining = new LinkedHashSet<>();

    private final Map<CatalogId, Set<WorkerId>> byCatalog = new HashMap<>();
    private final WorkerKinds kinds;
    private long nextOrder;

    WorkerTable(SchedulerConfig config, WorkerKinds kinds) {
        this.kinds = kinds;
        this.maxRememberedWorkers = config.adoption().maxRememberedWorkers();
    }

    WorkerEntry add(WorkerRegistration registration, long nowNs) {
        WorkerEntry entry = new WorkerEntry(registration, nextOrder++, nowNs, false, false, Optional.empty(), nowNs);
        workers.put(entry.id(), entry);
        index(entry);
        return entry;
    }

    /** Replaces the entry of a worker that is in the table. */
    void update(WorkerEntry entry) {
        WorkerEntry old = workers.replace(entry.id(), entry);
        if (old.laneFailure().isPresent() != entry.laneFailure().isPresent()) {
            kinds.changed(entry.id());
        }
        if (old.draining() != entry.draining() || old.drained() != entry.drained()) {
            unindex(entry);
            index(entry);
        }
    }

    void remove(WorkerEntry entry) {
        workers.remove(entry.id());
        unindex(entry);
        pastIncarnations.remove(entry.id());
        pastIncarnations.put(entry.id(), entry.registration().incarnation());
        if (pastIncarnations.size() > maxRememberedWorkers) {
            pastIncarnations.remove(pastIncarnations.keySet().iterator().next());
        }
    }

    Optional<WorkerEntry> find(WorkerId worker) {
        return Optional.ofNullable(workers.get(worker));
    }

    Optional<WorkerEntry> find(WorkerId worker, long incarnation) {
        return find(worker).filter(entry -> entry.registration().incarnation() == incarnation);
    }

    /** The highest incarnation known of a worker, alive or gone. */
    Optional<Long> knownIncarnation(WorkerId worker) {
        return find(worker)
                .map(entry -> entry.registration().incarnation())
                .or(() -> Optional.ofNullable(pastIncarnations.get(worker)));
    }

    /** Pools with workers that may get something new. */
    Set<PoolId> pools() {
        return Collections.unmodifiableSet(taking.keySet());
    }

    /** How many workers of a pool may get something new. */
    int takingCount(PoolId pool) {
        return taking.getOrDefault(pool, Set.of()).size();
    }

    /** The workers of a pool that may get something new, in the order of their registrations. */
    Stream<WorkerEntry> taking(PoolId pool) {
        return taking.getOrDefault(pool, Set.of()).stream().map(workers::get);
    }

    /** Draining workers that have not been told that they have drained; a copy. */
    List<WorkerEntry> toldToDrain() {
        return draining.stream().map(workers::get).toList();
    }

    /** Any worker with this catalog. */
    Optional<WorkerEntry> withCatalog(CatalogId catalog) {
        return byCatalog.getOrDefault(catalog, Set.of()).stream().findFirst().map(workers::get);
    }

    Collection<WorkerEntry> all() {
        return Collections.unmodifiableCollection(workers.values());
    }

    /** A copy, for loops that remove workers. */
    List<WorkerEntry> copy() {
        return List.copyOf(workers.values());
    }

    long nextOrder() {
        return nextOrder;
    }

    List<SchedulerSnapshot.PastIncarnation> pastIncarnations() {
        return pastIncarnations.entrySet().stream()
                .map(entry -> new SchedulerSnapshot.PastIncarnation(entry.getKey(), entry.getValue()))
                .toList();
    }

    void restore(SchedulerSnapshot snapshot) {
        nextOrder = snapshot.nextWorkerOrder();
        snapshot.workers().forEach(entry -> {
            workers.put(entry.id(), entry);
            index(entry);
        });
        snapshot.pastIncarnations().forEach(past -> pastIncarnations.put(past.worker(), past.incarnation()));
    }

    private void index(WorkerEntry entry) {
        kinds.changed(entry.id());
        byCatalog
                .computeIfAbsent(entry.registration().catalog(), unused -> new LinkedHashSet<>())
                .add(entry.id());
        if (!entry.draining()) {
            taking.computeIfAbsent(entry.pool(), unused -> new LinkedHashSet<>())
                    .add(entry.id());
        } else if (!entry.drained()) {
            draining.add(entry.id());
        }
    }

    private void unindex(WorkerEntry entry) {
        kinds.changed(entry.id());
        forget(byCatalog, entry.registration().catalog(), entry.id());
        forget(taking, entry.pool(), entry.id());
        draining.remove(entry.id());
    }

    private static <K> void forget(Map<K, Set<WorkerId>> index, K key, WorkerId worker) {
        Set<WorkerId> workers = index.get(key);
        if (workers != null && workers.remove(worker) && workers.isEmpty()) {
            index.remove(key);
        }
    }
}
