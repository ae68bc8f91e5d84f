package io.remex.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arguments of tasks whose stored results are still wanted, so that these can be made again. Bounded: when they take more than the
 * limit, those of the oldest result are given up, which can then not be made again. Any thread; counts are guarded by the monitor,
 * and memory is given back outside of it.
 *
 * <p>Of arguments in the store, those that this process wrote are held, and count once however many tasks had them. Those that are results
 * of tasks are not: they are made again themselves.
 */
final class Lineages {
    /** What the objects around the bytes take, roughly. */
    private static final int ENTRY_BYTES = 512;

    private final long limitBytes;
    private final Set<Lineage> kept = new LinkedHashSet<>();
    private final Map<StoredValue, Integer> heldValues = new IdentityHashMap<>();
    private long bytes;
    private long givenUp;

    Lineages(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Keeps the arguments for a new value; returns false if they are too large, or gone already. */
    boolean keep(Lineage lineage) {
        List<StoredValue> own = ownValues(lineage);
        List<StoredValue> retained = new ArrayList<>(own.size());
        for (StoredValue value : own) {
            if (!value.retain()) {
                retained.forEach(StoredValue::release);
                return false;
            }
            retained.add(value);
        }
        List<StoredValue> unneeded = new ArrayList<>(0);
        boolean isKept;
        synchronized (this) {
            kept.add(lineage);
            bytes += ENTRY_BYTES + lineage.inline().length;
            for (StoredValue value : own) {
                if (heldValues.merge(value, 1, Integer::sum) == 1) {
                    bytes += value.length();
                }
            }
            for (Lineage parent : parents(lineage)) {
                parent.uses++;
            }
            while (bytes > limitBytes) {
                givenUp++;
                giveUp(kept.iterator().next(), unneeded);
            }
            isKept = !lineage.isGivenUp;
        }
        unneeded.forEach(StoredValue::release);
        return isKept;
    }

    synchronized boolean use(Lineage lineage) {
        if (lineage.isGivenUp) {
            return false;
        }
        lineage.uses++;
        return true;
    }

    synchronized boolean isGivenUp(Lineage lineage) {
        return lineage.isGivenUp;
    }

    void release(Lineage lineage) {
        List<StoredValue> unneeded = new ArrayList<>(0);
        synchronized (this) {
            if (--lineage.uses == 0) {
                giveUp(lineage, unneeded);
            }
        }
        unneeded.forEach(StoredValue::release);
    }

    /** And with it those that only it used: a long chain of them must not become a deep stack. */
    private void giveUp(Lineage first, List<StoredValue> unneeded) {
        ArrayDeque<Lineage> unused = new ArrayDeque<>(List.of(first));
        for (Lineage lineage = unused.poll(); lineage != null; lineage = unused.poll()) {
            if (lineage.isGivenUp) {
                continue;
            }
            lineage.isGivenUp = true;
            kept.remove(lineage);
            bytes -= ENTRY_BYTES + lineage.inline().length;
            for (StoredValue value : ownValues(lineage)) {
                if (heldValues.merge(value, -1, (a, b) -> a + b == 0 ? null : a + b) == null) {
                    bytes -= value.length();
                }
                unneeded.add(value);
            }
            for (Lineage parent : parents(lineage)) {
                if (--parent.uses == 0) {
                    unused.add(parent);
                }
            }
        }
    }

    private static List<StoredValue> ownValues(Lineage lineage) {
        return lineage.stored() == null
                ? List.of()
                : lineage.stored().values().stream().filter(StoredValue::isOwn).toList();
    }

    private static List<Lineage> parents(Lineage lineage) {
        return lineage.stored() == null
                ? List.of()
                : lineage.stored().values().stream()
                        .filter(value -> value.lineage() != null)
                        .map(StoredValue::lineage)
                        .toList();
    }

    /** How many are kept, what they take, and how many were given up for the limit. */
    synchronized long[] figures() {
        return new long[] {kept.size(), bytes, givenUp};
    }
}
