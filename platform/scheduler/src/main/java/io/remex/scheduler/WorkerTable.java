package io.remex.scheduler;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Workers that are part of the cluster, in the order of their registrations, and the last incarnation of some that were.
 * Soft state: after a restart workers register again.
 */
final class WorkerTable {
    private final int maxRememberedWorkers;
    private final Map<WorkerId, WorkerEntry> workers = new LinkedHashMap<>();
    private final Map<WorkerId, Long> pastIncarnations = new LinkedHashMap<>();
    private long nextOrder;

    WorkerTable(SchedulerConfig config) {
        this.maxRememberedWorkers = config.adoption().maxRememberedWorkers();
    }

    WorkerEntry add(WorkerRegistration registration, long nowNs) {
        WorkerEntry entry = new WorkerEntry(registration, nextOrder++, nowNs, false, false, Optional.empty(), nowNs);
        workers.put(entry.id(), entry);
        return entry;
    }

    /** Replaces the entry of a worker that is in the table. */
    void update(WorkerEntry entry) {
        workers.replace(entry.id(), entry);
    }

    void remove(WorkerEntry entry) {
        workers.remove(entry.id());
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
        snapshot.workers().forEach(entry -> workers.put(entry.id(), entry));
        snapshot.pastIncarnations().forEach(past -> pastIncarnations.put(past.worker(), past.incarnation()));
    }
}
