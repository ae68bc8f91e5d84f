package io.remex.scheduler;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * All leases that have not ended. Durable state: losing it is repaired from what workers and callers hold.
 *
 * <p>{@link #move} is the only way a lease changes its state, and checks {@link LeaseTransitions}.
 */
final class LeaseTable {
    private final StreamIds streamIds;
    private final WorkerKinds kinds;
    private final Holdings holdings = new Holdings();
    private final Consumer<DemandKey> holdingChanged;
    private final TreeMap<LeaseId, Lease> leases = new TreeMap<>();
    private final Map<WorkerId, SortedSet<LeaseId>> byWorker = new HashMap<>();
    private final Map<CallerId, SortedSet<LeaseId>> byCaller = new HashMap<>();
    private long nextLeaseId;
    /** The first id this core gave out itself; above every id until it has. */
    private long firstOwnLeaseId = Long.MAX_VALUE;

    /**
     * A table without leases.
     *
     * @param kinds is told of every worker whose leases change
     * @param holdingChanged is told of every demand for which a lease changes
     */
    LeaseTable(SchedulerConfig config, StreamIds streamIds, WorkerKinds kinds, Consumer<DemandKey> holdingChanged) {
        this.streamIds = streamIds;
        this.kinds = kinds;
        this.holdingChanged = holdingChanged;
        this.nextLeaseId = config.adoption().firstLeaseId();
    }

    /** A new lease in state OPENING, with stream ids; the caller has checked that there are some. */
    Lease open(WorkerEntry worker, DemandKey key, int slots, List<Integer> gpus, long nowNs) {
        firstOwnLeaseId = Math.min(firstOwnLeaseId, nextLeaseId);
        Lease lease = new Lease(
                new LeaseId(nextLeaseId++),
                key.caller(),
                worker.id(),
                worker.registration().incarnation(),
                key.catalog(),
                key.need(),
                LeaseState.OPENING,
                slots,
                slots,
                0,
                gpus,
                streamIds.allocate(),
                streamIds.allocate(),
                nowNs,
                nowNs);
        put(lease);
        return lease;
    }

    /** Takes over a lease of an earlier scheduler, in state UNCLAIMED. */
    Lease adopt(WorkerEntry worker, HeldLease held, long nowNs) {
        Lease lease = new Lease(
                held.lease(),
                held.caller(),
                worker.id(),
                worker.registration().incarnation(),
                worker.registration().catalog(),
                held.need(),
                LeaseState.UNCLAIMED,
                held.slots(),
                held.slots(),
                held.blockedSlots(),
                held.gpus(),
                held.taskStreamId(),
                held.resultStreamId(),
                nowNs,
                nowNs);
        streamIds.adopt(lease.taskStreamId());
        streamIds.adopt(lease.resultStreamId());
        skipPast(lease.id());
        put(lease);
        return lease;
    }

    /** Whether this id can be one of an earlier scheduler: not one that this core gave out. */
    boolean isForeign(LeaseId id) {
        return id.value() < firstOwnLeaseId || id.value() >= nextLeaseId;
    }

    /** Ids continue above this one. */
    void skipPast(LeaseId id) {
        nextLeaseId = Math.max(nextLeaseId, id.value() + 1);
    }

    /**
     * Changes the state of a lease.
     *
     * @param changed the lease as it is in the table, other fields possibly already changed
     * @throws IllegalStateException if the matrix does not have this transition: a mistake of the core
     */
    Lease move(Lease changed, LeaseInput input, LeaseState next, long nowNs) {
        LeaseState current = leases.get(changed.id()).state();
        if (!LeaseTransitions.targets(current, input).contains(next)) {
            throw new IllegalStateException(
                    "lease " + changed.id() + ": " + input + " does not lead from " + current + " to " + next);
        }
        Lease moved = changed.withState(next, nowNs);
        if (next == LeaseState.ENDED) {
            remove(moved, nowNs);
        } else {
            changed(leases.put(moved.id(), moved), moved);
        }
        return moved;
    }

    Optional<Lease> find(LeaseId id) {
        return Optional.ofNullable(leases.get(id));
    }

    Collection<Lease> all() {
        return Collections.unmodifiableCollection(leases.values());
    }

    /** Leases on a worker, oldest first; a copy. */
    List<Lease> onWorker(WorkerId worker) {
        return resolve(byWorker.get(worker));
    }

    /** Leases of a caller, oldest first; a copy. */
    List<Lease> ofCaller(CallerId caller) {
        return resolve(byCaller.get(caller));
    }

    Holdings holdings() {
        return holdings;
    }

    long nextLeaseId() {
        return nextLeaseId;
    }

    long firstOwnLeaseId() {
        return firstOwnLeaseId;
    }

    void restore(SchedulerSnapshot snapshot) {
        nextLeaseId = snapshot.nextLeaseId();
        firstOwnLeaseId = snapshot.firstOwnLeaseId();
        snapshot.leases().forEach(this::put);
        streamIds.restore(snapshot.nextStreamId(), snapshot.quarantinedStreamIds(), leases);
    }

    private void put(Lease lease) {
        changed(leases.put(lease.id(), lease), lease);
        byWorker.computeIfAbsent(lease.worker(), unused -> new TreeSet<>()).add(lease.id());
        byCaller.computeIfAbsent(lease.caller(), unused -> new TreeSet<>()).add(lease.id());
    }

    private void remove(Lease lease, long nowNs) {
        Lease last = leases.remove(lease.id());
        forget(byWorker, lease.worker(), lease.id());
        forget(byCaller, lease.caller(), lease.id());
        changed(last, null);
        streamIds.release(lease.taskStreamId(), nowNs);
        streamIds.release(lease.resultStreamId(), nowNs);
    }

    private void changed(Lease old, Lease current) {
        Lease lease = old == null ? current : old;
        holdings.change(old, current);
        kinds.changed(lease.worker());
        holdingChanged.accept(lease.demandKey());
    }

    private static <K> void forget(Map<K, SortedSet<LeaseId>> index, K key, LeaseId id) {
        SortedSet<LeaseId> ids = index.get(key);
        ids.remove(id);
        if (ids.isEmpty()) {
            index.remove(key);
        }
    }

    private List<Lease> resolve(SortedSet<LeaseId> ids) {
        return ids == null ? List.of() : ids.stream().map(leases::get).toList();
    }
}
