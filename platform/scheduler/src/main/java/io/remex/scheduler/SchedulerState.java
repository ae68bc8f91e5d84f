package io.remex.scheduler;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the parts of the core share: the tables, the counters, and what piles up while one event is handled (commands to
 * send, pools to look at again). Owned by the core, on the host's thread.
 */
final class SchedulerState {
    final SchedulerConfig config;
    final StreamIds streamIds;
    final LeaseTable leases;
    final WorkerTable workers;
    final CallerTable callers;
    final WorkerKinds kinds = new WorkerKinds();
    final Imbalances imbalances = new Imbalances();
    final GroupTable groups = new GroupTable(kinds);
    final Rooms rooms;
    private final Map<SchedulerCounter, Long> counters = new EnumMap<>(SchedulerCounter.class);
    private final List<SchedulerCommand> outbox = new ArrayList<>();
    private final TreeSet<PoolId> touchedPools = new TreeSet<>();
    private final TreeSet<PoolId> poolsToRevisit = new TreeSet<>();
    /** Large pools in which somebody had to give way, or should have, when they were last looked at. */
    private final Set<PoolId> contendedPools = new TreeSet<>();

    private boolean offersChanged;
    private OptionalLong startedAtNs = OptionalLong.empty();

    SchedulerState(SchedulerConfig config) {
        this.config = config;
        this.streamIds = new StreamIds(config.streamIds());
        this.leases = new LeaseTable(config, streamIds, kinds, this::balance);
        this.workers = new WorkerTable(config, kinds);
        this.rooms = new Rooms(workers, groups);
        this.callers = new CallerTable(this::balance);
    }

    static SchedulerState restore(SchedulerSnapshot snapshot) {
        SchedulerState state = new SchedulerState(snapshot.config());
        state.callers.restore(snapshot);
        state.workers.restore(snapshot);
        state.groups.restore(snapshot);
        state.leases.restore(snapshot);
        state.counters.putAll(snapshot.counters().values());
        state.startedAtNs = snapshot.startedAtNs();
        state.poolsToRevisit.addAll(snapshot.poolsToRevisit());
        state.contendedPools.addAll(snapshot.contendedPools());
        return state;
    }

    SchedulerSnapshot snapshot() {
        return new SchedulerSnapshot(
                config,
                startedAtNs,
                leases.nextLeaseId(),
                leases.firstOwnLeaseId(),
                streamIds.next(),
                streamIds.quarantined(),
                workers.nextOrder(),
                workers.copy(),
                workers.pastIncarnations(),
                callers.nextOrder(),
                List.copyOf(callers.all()),
                callers.demands(),
                callers.claims(),
                List.copyOf(leases.all()),
                List.copyOf(groups.all()),
                groups.isDue(),
                List.copyOf(poolsToRevisit),
                List.copyOf(contendedPools),
                counters());
    }

    void send(SchedulerCommand command) {
        outbox.add(command);
    }

    List<SchedulerCommand> takeCommands() {
        List<SchedulerCommand> commands = List.copyOf(outbox);
        outbox.clear();
        return commands;
    }

    void count(SchedulerCounter counter) {
        count(counter, 1);
    }

    void count(SchedulerCounter counter, long times) {
        counters.merge(counter, times, Long::sum);
    }

    SchedulerCounters counters() {
        return new SchedulerCounters(counters);
    }

    private void balance(DemandKey key) {
        imbalances.note(
                callers.pool(key), key, callers.demand(key), leases.holdings().slots(key));
    }

    /** This pool has to be looked at again before the event is done. */
    void touch(PoolId pool) {
        touchedPools.add(pool);
    }

    /** This pool has to be looked at again at the next tick. */
    void revisit(PoolId pool) {
        poolsToRevisit.add(pool);
    }

    boolean isContended(PoolId pool) {
        return contendedPools.contains(pool);
    }

    void contended(PoolId pool, boolean contended) {
        if (contended) {
            contendedPools.add(pool);
        } else {
            contendedPools.remove(pool);
        }
    }

    void doNotRevisit(PoolId pool) {
        poolsToRevisit.remove(pool);
    }

    void touchPoolsToRevisit() {
        touchedPools.addAll(poolsToRevisit);
    }

    void touch(Lease lease) {
        workers.find(lease.worker()).ifPresent(worker -> touch(worker.pool().of(rooms.bundleOf(lease))));
    }

    List<PoolId> takeTouchedPools() {
        List<PoolId> pools = List.copyOf(touchedPools);
        touchedPools.clear();
        return pools;
    }

    /** Workers came, left or began to drain: callers have to be told what is on offer. */
    void offersChanged() {
        offersChanged = true;
    }

    boolean takeOffersChanged() {
        boolean changed = offersChanged;
        offersChanged = false;
        return changed;
    }

    void started(long nowNs) {
        if (startedAtNs.isEmpty()) {
            startedAtNs = OptionalLong.of(nowNs);
        }
    }

    /** The time since the first event. */
    long uptimeNs(long nowNs) {
        return nowNs - startedAtNs.orElse(nowNs);
    }

    /** Whether the time is over in which an earlier scheduler's leases are collected before new ones are given. */
    boolean grantsAllowed(long nowNs) {
        return uptimeNs(nowNs) >= config.adoption().windowNs();
    }
}
