package io.remex.scheduler;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which leases each demand has or is about to have, and how many slots these are. Follows from the leases. */
final class Holdings {
    private static final class Holding {
        final TreeMap<LeaseId, Lease> leases = new TreeMap<>();
        int slots;
    }

    private final Map<DemandKey, Holding> byDemand = new HashMap<>();

    /** Replaces one state of a lease by another one; null stands for none. */
    void change(Lease old, Lease changed) {
        Lease lease = old == null ? changed : old;
        DemandKey key = lease.demandKey();
        Holding holding = byDemand.computeIfAbsent(key, unused -> new Holding());
        holding.slots += slots(changed) - slots(old);
        if (changed != null && changed.state().held()) {
            holding.leases.put(lease.id(), changed);
        } else {
            holding.leases.remove(lease.id());
        }
        if (holding.leases.isEmpty()) {
            byDemand.remove(key);
        }
    }

    int slots(DemandKey key) {
        Holding holding = byDemand.get(key);
        return holding == null ? 0 : holding.slots;
    }

    /** The leases of a demand, oldest first; not to be changed. */
    Collection<Lease> leases(DemandKey key) {
        Holding holding = byDemand.get(key);
        return holding == null ? Collections.emptyList() : holding.leases.values();
    }

    private static int slots(Lease lease) {
        return lease == null ? 0 : lease.heldSlots();
    }
}
