package io.remex.scheduler;

import io.remex.scheduler.BundlePlanner.Beside;
import io.remex.scheduler.SchedulerCommand.GroupChanged;
import io.remex.scheduler.SchedulerCommand.GroupUnmet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How placement groups come, get their room, lose it and go.
 *
 * <p>Room is set aside at once for all bundles that lack it, first where nobody uses it, otherwise where leases have to give way. What
 * then is in use beyond the rest of a worker is taken back as from anybody who has too much ({@link Reductions}); the bundle is ready
 * when that is done. Groups are served in the order in which they began to lack something; one that does not fit holds up no other.
 */
final class GroupLifecycle {
    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;

    GroupLifecycle(SchedulerState state, LeaseLifecycle lifecycle) {
        this.state = state;
        this.lifecycle = lifecycle;
    }

    /** The groups of a caller that opens its session are just these. */
    void keepOnly(CallerId caller, List<GroupRequest> requests, long nowNs) {
        Set<Long> wanted = new HashSet<>();
        requests.forEach(request -> wanted.add(request.number()));
        for (PlacementGroup group : state.groups.ofCaller(caller)) {
            if (!wanted.contains(group.id().number())) {
                release(group, nowNs);
            }
        }
        requests.forEach(request -> request(caller, request, nowNs));
    }

    void request(CallerId caller, GroupRequest request, long nowNs) {
        GroupId id = new GroupId(caller, request.number());
        Optional<PlacementGroup> known = state.groups.find(id);
        if (known.isPresent()) {
            announce(known.get());
            return;
        }
        state.count(SchedulerCounter.GROUPS_REQUESTED);
        PlacementGroup group = PlacementGroup.of(caller, request, nowNs);
        state.groups.put(group);
        for (ClaimedBundle claim : request.claims()) {
            BundlePlace place = new BundlePlace(claim.worker(), claim.gpus(), false, nowNs);
            boolean mayBe = state.workers.find(claim.worker()).isEmpty()
                    ? !state.grantsAllowed(nowNs) || isRecent(nowNs)
                    : BundlePlanner.accepts(state, group, claim.index(), place);
            if (mayBe && group.places().get(claim.index()).isEmpty()) {
                group = group.withPlace(claim.index(), Optional.of(place), nowNs);
                state.groups.put(group);
                touch(claim.worker());
            }
        }
        state.groups.due(true);
    }

    /** Workers of an earlier scheduler may still come. */
    private boolean isRecent(long nowNs) {
        return state.uptimeNs(nowNs) < state.config.adoption().timeoutNs();
    }

    void release(CallerId caller, long number, long nowNs) {
        state.groups.find(new GroupId(caller, number)).ifPresent(group -> release(group, nowNs));
    }

    void releaseAll(CallerId caller, long nowNs) {
        state.groups.ofCaller(caller).forEach(group -> release(group, nowNs));
    }

    private void release(PlacementGroup group, long nowNs) {
        state.groups.remove(group);
        group.places().forEach(place -> place.ifPresent(at -> touch(at.worker())));
        askBackStrays(state.leases.ofCaller(group.id().caller()), nowNs);
        state.groups.due(true);
    }

    /** A worker is gone or drains: its bundles are looked for elsewhere. */
    void lose(WorkerEntry worker, long nowNs) {
        for (BundleKey key : state.groups.on(worker.id())) {
            lose(key, nowNs);
        }
        state.groups.due(true);
    }

    private void lose(BundleKey key, long nowNs) {
        state.count(SchedulerCounter.BUNDLES_LOST);
        PlacementGroup group = group(key);
        WorkerId worker = group.places().get(key.index()).orElseThrow().worker();
        PlacementGroup changed = group.withPlace(key.index(), Optional.empty(), nowNs);
        state.groups.put(changed);
        touch(worker);
        askBackStrays(state.leases.ofCaller(key.group().caller()), nowNs);
        announce(changed);
    }

    /** A worker is there: bundles that are said to be on it are, one after the other, as long as they fit. */
    void cameIn(WorkerEntry worker, long nowNs) {
        Map<BundleKey, BundlePlace> claimed = new TreeMap<>();
        for (BundleKey key : state.groups.on(worker.id())) {
            claimed.put(key, state.groups.place(key).orElseThrow());
            state.groups.put(group(key).withPlace(key.index(), Optional.empty(), nowNs));
        }
        claimed.forEach((key, place) -> {
            PlacementGroup group = group(key);
            if (BundlePlanner.accepts(state, group, key.index(), place)) {
                state.groups.put(group.withPlace(key.index(), Optional.of(place), nowNs));
            } else {
                state.count(SchedulerCounter.BUNDLES_LOST);
                announce(group);
            }
        });
        askBackStrays(state.leases.onWorker(worker.id()), nowNs);
        state.groups.due(true);
    }

    private PlacementGroup group(BundleKey key) {
        return state.groups.find(key.group()).orElseThrow();
    }

    /** Leases whose bundle is not there: their tasks end, and nothing new begins. */
    void askBackStrays(List<Lease> leases, long nowNs) {
        for (Lease lease : leases) {
            if (lease.state() != LeaseState.UNCLAIMED && state.rooms.isStray(lease)) {
                lifecycle.askBack(lease, "its bundle is not there any more", nowNs);
                state.touch(lease);
            }
        }
    }

    /** Looks for room where some is missing and something has changed. */
    void place(long nowNs) {
        if (!state.groups.isDue() || !state.grantsAllowed(nowNs)) {
            return;
        }
        state.groups.due(false);
        state.groups.incomplete().stream()
                .filter(group -> !group.missing().isEmpty())
                .sorted(Comparator.comparingLong(PlacementGroup::incompleteSinceNs))
                .forEach(group -> place(group, nowNs));
    }

    private void place(PlacementGroup group, long nowNs) {
        Optional<Map<Integer, BundlePlace>> places = BundlePlanner.plan(state, group, Beside.GROUPS_AND_LEASES, nowNs)
                .or(() -> BundlePlanner.plan(state, group, Beside.GROUPS, nowNs));
        if (places.isEmpty()) {
            boolean feasible =
                    BundlePlanner.plan(state, group, Beside.NOTHING, nowNs).isPresent();
            state.groups.put(group.withFeasible(feasible));
            return;
        }
        PlacementGroup placed = group.withFeasible(true);
        for (Map.Entry<Integer, BundlePlace> entry : new TreeMap<>(places.get()).entrySet()) {
            placed = placed.withPlace(entry.getKey(), Optional.of(entry.getValue()), nowNs);
        }
        state.groups.put(placed);
        places.get().values().forEach(place -> takeDevices(place.worker(), nowNs));
    }

    /** Sums do not tell whose devices are whose: leases that have those of a bundle are asked back. */
    private void takeDevices(WorkerId id, long nowNs) {
        WorkerEntry worker = state.workers.find(id).orElseThrow();
        GpuDevices devices = state.rooms.devices(worker.pool(), worker);
        for (Lease lease : state.leases.onWorker(id)) {
            if (state.rooms.bundleOf(lease).isEmpty()) {
                devices.take(lease.shape(), lease.gpus());
                if (!devices.isSound()) {
                    devices.giveBack(lease.shape(), lease.gpus());
                    lifecycle.askBack(lease, "its devices are set aside for a placement group", nowNs);
                }
            }
        }
        touch(id);
    }

    /**
     * Sees which bundles have their room by now.
     *
     * @return whether anything has changed, so that pools have to be looked at again
     */
    boolean vacate() {
        boolean changed = false;
        for (PlacementGroup group : state.groups.incomplete()) {
            PlacementGroup vacated = group;
            for (int i = 0; i < group.places().size(); i++) {
                Optional<BundlePlace> place = vacated.places().get(i);
                if (place.isPresent() && !place.get().vacated() && isVacated(place.get())) {
                    vacated = vacated.withPlace(i, place.map(BundlePlace::asVacated), 0);
                }
            }
            if (vacated != group) {
                changed = true;
                state.groups.put(vacated);
                if (vacated.isReady()) {
                    state.count(SchedulerCounter.GROUPS_READY);
                    state.groups.put(vacated.asReady());
                    announce(vacated);
                }
                touchBundles(vacated);
            }
        }
        return changed;
    }

    private boolean isVacated(BundlePlace place) {
        Optional<WorkerEntry> worker = state.workers.find(place.worker());
        if (worker.isEmpty()) {
            return false;
        }
        ResourceShape used = ResourceShape.NONE;
        GpuDevices devices = state.rooms.devices(worker.get().pool(), worker.get());
        for (Lease lease : state.leases.onWorker(place.worker())) {
            if (state.rooms.bundleOf(lease).isEmpty()) {
                used = used.plus(lease.used(), 1);
                devices.take(lease.shape(), lease.gpus());
            }
        }
        return used.fitsInto(state.rooms.rest(worker.get())) && devices.isSound();
    }

    /** What time does: claims that no worker confirms end, and callers hear what is missing for long. */
    void tick(long nowNs) {
        for (PlacementGroup group : state.groups.incomplete()) {
            for (int i = 0; i < group.places().size(); i++) {
                Optional<BundlePlace> place = group.places().get(i);
                boolean overdue = place.isPresent()
                        && state.workers.find(place.get().worker()).isEmpty()
                        && nowNs - place.get().sinceNs()
                                > state.config.adoption().timeoutNs();
                if (overdue) {
                    lose(group.key(i), nowNs);
                    state.groups.due(true);
                }
            }
        }
        for (PlacementGroup group : state.groups.incomplete()) {
            boolean isDue = group.warnedAtNs().isPresent()
                    ? nowNs - group.warnedAtNs().getAsLong()
                            >= state.config.warnings().periodNs()
                    : nowNs - group.incompleteSinceNs()
                            >= state.config.warnings().firstAfterNs();
            if (isDue) {
                state.count(SchedulerCounter.GROUP_WARNINGS);
                state.groups.put(group.warnedAt(nowNs));
                state.send(
                        new GroupUnmet(group.id().caller(), group.id().number(), !group.isFeasible(), reason(group)));
            }
        }
    }

    private String reason(PlacementGroup group) {
        if (group.missing().isEmpty()) {
            return "tasks that use what is set aside for it have not ended yet";
        }
        String what = group.missing().size() + " of its " + group.bundles().size() + " bundles (" + group.strategy()
                + ") have no place: ";
        return what
                + (group.isFeasible()
                        ? "the workers have no room beside other placement groups"
                        : "the workers that it reaches are too few or too small, or do not meet the conditions of "
                                + group.missing().stream()
                                        .map(group.bundles()::get)
                                        .distinct()
                                        .toList());
    }

    private void touch(WorkerId worker) {
        state.workers.find(worker).ifPresent(entry -> state.touch(entry.pool()));
    }

    private void touchBundles(PlacementGroup group) {
        for (int i = 0; i < group.places().size(); i++) {
            BundleKey key = group.key(i);
            group.places()
                    .get(i)
                    .flatMap(place -> state.workers.find(place.worker()))
                    .ifPresent(worker -> state.touch(worker.pool().of(Optional.of(key))));
        }
    }

    private void announce(PlacementGroup group) {
        List<PlacedBundle> places = new ArrayList<>();
        for (int i = 0; i < group.places().size(); i++) {
            int index = i;
            group.places()
                    .get(i)
                    .ifPresent(place -> state.workers
                            .find(place.worker())
                            .ifPresent(worker -> places.add(new PlacedBundle(
                                    index, place.worker(), worker.registration().catalog(), place.gpus()))));
        }
        state.send(new GroupChanged(group.id().caller(), group.id().number(), group.isReady(), places));
    }
}
