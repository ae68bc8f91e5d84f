package io.remex.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For each pool: who has not just what it wants or may keep, and for whom an account of waiting is kept ({@link Ageing}). A pool
 * without either has nothing to be done. Follows from demands and leases.
 */
final class Imbalances {
    static final Comparator<DemandKey> ORDER = Comparator.comparing(DemandKey::caller)
            .thenComparing(key -> key.need().toString());

    private final Map<PoolId, Set<DemandKey>> unequal = new HashMap<>();
    private final Map<PoolId, Set<DemandKey>> ageing = new HashMap<>();

    /**
     * Takes note of what one demand is now.
     *
     * @param pool where it can be met; nothing happens if it cannot
     * @param demand what is wanted, or null
     * @param held how many slots are held for it
     */
    void note(Optional<PoolId> pool, DemandKey key, Demand demand, int held) {
        pool.ifPresent(id -> {
            int wanted = demand == null ? 0 : demand.slotsWanted();
            set(unequal, id, key, held < wanted || held > Demand.keeps(wanted));
            boolean waits = demand != null
                    && (demand.waitsSinceNs().isPresent()
                            || demand.turnSinceNs().isPresent());
            set(ageing, id, key, waits);
        });
    }

    /** Those that want more or less than they have, in an order that does not depend on what happened before. */
    List<DemandKey> unequal(PoolId pool) {
        List<DemandKey> keys = new ArrayList<>(unequal.getOrDefault(pool, Set.of()));
        if (keys.size() > 1) {
            keys.sort(ORDER);
        }
        return keys;
    }

    boolean anybodyAges(PoolId pool) {
        return ageing.containsKey(pool);
    }

    private static void set(Map<PoolId, Set<DemandKey>> sets, PoolId pool, DemandKey key, boolean member) {
        if (member) {
            sets.computeIfAbsent(pool, unused -> new HashSet<>()).add(key);
        } else if (sets.containsKey(pool)
                && sets.get(pool).remove(key)
                && sets.get(pool).isEmpty()) {
            sets.remove(pool);
        }
    }
}
