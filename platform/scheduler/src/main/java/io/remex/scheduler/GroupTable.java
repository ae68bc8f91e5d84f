package io.remex.scheduler;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The placement groups, in the order in which they were asked for, and which bundles are on which worker. Soft state: after a restart
 * callers say what they have.
 */
final class GroupTable {
    private final WorkerKinds kinds;
    private final Map<GroupId, PlacementGroup> groups = new LinkedHashMap<>();
    private final Map<WorkerId, SortedSet<BundleKey>> byWorker = new HashMap<>();
    private final Map<CallerId, SortedSet<GroupId>> byCaller = new HashMap<>();
    /** Those that lack a bundle, or the room of one. */
    private final SortedSet<GroupId> incomplete = new TreeSet<>();

    private boolean isDue;

    /** @param kinds is told of every worker whose bundles change */
    GroupTable(WorkerKinds kinds) {
        this.kinds = kinds;
    }

    Optional<PlacementGroup> find(GroupId id) {
        return Optional.ofNullable(groups.get(id));
    }

    Collection<PlacementGroup> all() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** The groups of a caller; a copy. */
    List<PlacementGroup> ofCaller(CallerId caller) {
        return byCaller.getOrDefault(caller, Collections.emptySortedSet()).stream()
                .map(groups::get)
                .toList();
    }

    /** Those that lack something; a copy. */
    List<PlacementGroup> incomplete() {
        return incomplete.stream().map(groups::get).toList();
    }

    /** The bundles on a worker; a copy. */
    List<BundleKey> on(WorkerId worker) {
        SortedSet<BundleKey> bundles = byWorker.get(worker);
        return bundles == null ? List.of() : List.copyOf(bundles);
    }

    BundleSpec spec(BundleKey key) {
        return groups.get(key.group()).bundles().get(key.index());
    }

    /** Where a bundle is; nowhere if there is no such bundle. */
    Optional<BundlePlace> place(BundleKey key) {
        PlacementGroup group = groups.get(key.group());
        boolean exists = group != null
                && key.index() >= 0
                && key.index() < group.places().size();
        return exists ? group.places().get(key.index()) : Optional.empty();
    }

    /** Adds a group, or replaces what is known of it. */
    void put(PlacementGroup group) {
        PlacementGroup old = groups.put(group.id(), group);
        if (old != null) {
            unindex(old);
        }
        byCaller.computeIfAbsent(group.id().caller(), unused -> new TreeSet<>()).add(group.id());
        for (int i = 0; i < group.places().size(); i++) {
            BundleKey key = group.key(i);
            group.places().get(i).ifPresent(place -> {
                byWorker.computeIfAbsent(place.worker(), unused -> new TreeSet<>())
                        .add(key);
                kinds.changed(place.worker());
            });
        }
        if (group.isReady()) {
            incomplete.remove(group.id());
        } else {
            incomplete.add(group.id());
        }
    }

    void remove(PlacementGroup group) {
        groups.remove(group.id());
        incomplete.remove(group.id());
        SortedSet<GroupId> others = byCaller.get(group.id().caller());
        others.remove(group.id());
        if (others.isEmpty()) {
            byCaller.remove(group.id().caller());
        }
        unindex(group);
    }

    private void unindex(PlacementGroup group) {
        for (int i = 0; i < group.places().size(); i++) {
            BundleKey key = group.key(i);
            group.places().get(i).ifPresent(place -> {
                SortedSet<BundleKey> bundles = byWorker.get(place.worker());
                bundles.remove(key);
                if (bundles.isEmpty()) {
                    byWorker.remove(place.worker());
                }
                kinds.changed(place.worker());
            });
        }
    }

    /** Workers or groups came or went: what had no place may have one now. */
    void due(boolean due) {
        isDue = due;
    }

    boolean isDue() {
        return isDue;
    }

    void restore(SchedulerSnapshot snapshot) {
        snapshot.groups().forEach(this::put);
        isDue = snapshot.groupsDue();
    }
}
