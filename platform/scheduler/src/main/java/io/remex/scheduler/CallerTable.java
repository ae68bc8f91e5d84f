package io.remex.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Callers with an open session, in the order in which they opened it, their demand, and the leases they claim. Soft
 * state: after a restart callers open their sessions and state their demand again.
 */
final class CallerTable {
    private final Map<CallerId, CallerEntry> callers = new LinkedHashMap<>();
    private final Map<DemandKey, Demand> demands = new LinkedHashMap<>();
    private final List<PendingClaim> claims = new ArrayList<>();
    private long nextOrder;

    /** Opens a session or replaces the description of an open one; what the caller was sent is forgotten. */
    CallerEntry open(CallerSession session) {
        CallerEntry open = callers.get(session.caller());
        claims.removeIf(claim -> claim.caller().equals(session.caller()));
        long order = open == null ? nextOrder++ : open.order();
        CallerEntry entry = new CallerEntry(session, order, List.of(), Set.of());
        callers.put(session.caller(), entry);
        return entry;
    }

    void update(CallerEntry entry) {
        callers.replace(entry.id(), entry);
    }

    void remove(CallerId caller) {
        callers.remove(caller);
        demands.keySet().removeIf(key -> key.caller().equals(caller));
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
        return find(key.caller()).flatMap(entry -> entry.session().node()).map(node -> PoolId.of(node, key.catalog()));
    }

    void demand(DemandKey key, int slotsWanted, SlotsByPriority priorities) {
        if (slotsWanted == 0) {
            demands.remove(key);
        } else {
            Demand fresh = Demand.of(key, slotsWanted, priorities);
            demands.merge(key, fresh, (known, unused) -> known.withSlotsWanted(slotsWanted, priorities));
        }
    }

    void update(Demand demand) {
        demands.replace(demand.key(), demand);
    }

    /** What is wanted, or null. */
    Demand demand(DemandKey key) {
        return demands.get(key);
    }

    List<Demand> demands() {
        return List.copyOf(demands.values());
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
        snapshot.demands().forEach(demand -> demands.put(demand.key(), demand));
        claims.addAll(snapshot.claims());
    }
}
