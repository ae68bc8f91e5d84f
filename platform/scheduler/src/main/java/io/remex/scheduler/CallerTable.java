package io.remex.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Callers with an open session, in the order in which they opened it, their demand, and the leases they claim. Soft
 * state: after a restart callers open their sessions and state their demand again.
 */
final class CallerTable {
    private final Map<CallerId, CallerEntry> callers = new LinkedHashMap<>();
    private final Map<DemandKey, Demand> demands = new LinkedHashMap<>();
    private final List<PendingClaim> claims = new ArrayList<>();
    private final Map<CallerId, Set<DemandKey>> byCaller = new HashMap<>();
    private final Map<PoolId, Set<DemandKey>> byPool = new HashMap<>();
    private final Consumer<DemandKey> demandChanged;
    private long nextOrder;

    /**
     * A table without callers.
     *
     * @param demandChanged is told of every demand that changes
     */
    CallerTable(Consumer<DemandKey> demandChanged) {
        this.demandChanged = demandChanged;
    }

    /** Opens a session or replaces the description of an open one; what the caller was sent is forgotten. */
    CallerEntry open(CallerSession session) {
        CallerEntry open = callers.get(session.caller());
        claims.removeIf(claim -> claim.caller().equals(session.caller()));
        long order = open == null ? nextOrder++ : open.order();
        CallerEntry entry = new CallerEntry(session, order, List.of(), Set.of());
        boolean moves = open != null && !open.session().node().equals(session.node());
        List<Demand> moved = moves ? demandsOf(session.caller()) : List.of();
        moved.forEach(demand -> removeDemand(demand.key()));
        callers.put(session.caller(), entry);
        moved.forEach(this::putDemand);
        return entry;
    }

    void update(CallerEntry entry) {
        callers.replace(entry.id(), entry);
    }

    void remove(CallerId caller) {
        demandsOf(caller).forEach(demand -> removeDemand(demand.key()));
        callers.remove(caller);
        claims.removeIf(claim -> claim.caller().equals(caller));
    }

    Optional<CallerEntry> find(CallerId caller) {
        return Optional.ofNullable(callers.get(caller));
    }

    Collection<CallerEntry> all() {
        return Collections.unmodifiableCollection(callers.values());
    }

    /** The pool from which a demand can be met; none if its caller is unknown or has no node. */
    Optional<PoolId> pool(DemandKey key) {
        return find(key.caller())
                .flatMap(entry -> entry.session().node())
                .map(node -> PoolId.of(node, key.catalog()).of(key.bundle()));
    }

    void demand(DemandKey key, int slotsWanted, SlotsByPriority priorities) {
        if (slotsWanted == 0) {
            removeDemand(key);
        } else {
            Demand known = demands.get(key);
            putDemand(
                    known == null
                            ? Demand.of(key, slotsWanted, priorities)
                            : known.withSlotsWanted(slotsWanted, priorities));
        }
    }

    void update(Demand demand) {
        if (!demand.equals(demands.replace(demand.key(), demand))) {
            demandChanged.accept(demand.key());
        }
    }

    /** What is wanted, or null. */
    Demand demand(DemandKey key) {
        return demands.get(key);
    }

    List<Demand> demands() {
        return List.copyOf(demands.values());
    }

    /** What one caller wants; a copy. */
    List<Demand> demandsOf(CallerId caller) {
        return byCaller.getOrDefault(caller, Set.of()).stream()
                .map(demands::get)
                .toList();
    }

    /** What is wanted of one pool, in the order in which it was first stated; a copy. */
    List<Demand> demandsOf(PoolId pool) {
        return byPool.getOrDefault(pool, Set.of()).stream().map(demands::get).toList();
    }

    int demandCount(PoolId pool) {
        return byPool.getOrDefault(pool, Set.of()).size();
    }

    private void putDemand(Demand demand) {
        DemandKey key = demand.key();
        demands.put(key, demand);
        byCaller.computeIfAbsent(key.caller(), unused -> new LinkedHashSet<>()).add(key);
        pool(key)
                .ifPresent(pool -> byPool.computeIfAbsent(pool, unused -> new LinkedHashSet<>())
                        .add(key));
        demandChanged.accept(key);
    }

    private void removeDemand(DemandKey key) {
        demands.remove(key);
        forget(byCaller, key.caller(), key);
        pool(key).ifPresent(pool -> forget(byPool, pool, key));
        demandChanged.accept(key);
    }

    private static <K> void forget(Map<K, Set<DemandKey>> index, K value, DemandKey key) {
        Set<DemandKey> keys = index.get(value);
        if (keys != null && keys.remove(key) && keys.isEmpty()) {
            index.remove(value);
        }
    }

    void addClaim(PendingClaim claim) {
        claims.add(claim);
    }

    /** Whether the caller claimed the lease and nobody confirmed it yet; the claim is forgotten by this. */
    boolean takeClaim(CallerId caller, LeaseId lease) {
        return claims.removeIf(
                claim -> claim.caller().equals(caller) && claim.claim().lease().equals(lease));
    }

    List<PendingClaim> claims() {
        return List.copyOf(claims);
    }

    void removeClaim(PendingClaim claim) {
        claims.remove(claim);
    }

    long nextOrder() {
        return nextOrder;
    }

    void restore(SchedulerSnapshot snapshot) {
        nextOrder = snapshot.nextCallerOrder();
        snapshot.callers().forEach(entry -> callers.put(entry.id(), entry));
        snapshot.demands().forEach(this::putDemand);
        claims.addAll(snapshot.claims());
    }
}
