package io.remex.scheduler;

import io.remex.scheduler.SchedulerEvent.LaneResized;
import io.remex.scheduler.SchedulerEvent.SlotsBlocked;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What must be true of a core at any time, and what at rest. */
final class SimulationInvariants {
    /** To take a lease back from its caller, close its lane and open another takes so long at most. */
    private static final long TURN_CHANGE_NS = 2_000_000_000L;

    private final Simulation simulation;

    SimulationInvariants(Simulation simulation) {
        this.simulation = simulation;
    }

    void check(SchedulerSnapshot before, SchedulerEvent event, SchedulerSnapshot after) {
        if (before.leases().equals(after.leases())
                && before.workers().equals(after.workers())
                && before.groups().equals(after.groups())) {
            return;
        }
        checkStreams(after);
        checkPartners(after);
        for (WorkerEntry worker : after.workers()) {
            checkCapacity(worker, before, event, after);
            checkGpus(worker, after);
            checkBundles(worker, after);
        }
        checkTruth(after);
    }

    private void checkStreams(SchedulerSnapshot snapshot) {
        Set<Integer> streamIds = new HashSet<>();
        for (Lease lease : snapshot.leases()) {
            simulation.check(
                    streamIds.add(lease.taskStreamId()) && streamIds.add(lease.resultStreamId()),
                    () -> "stream id of " + lease + " is used twice");
        }
    }

    private void checkPartners(SchedulerSnapshot snapshot) {
        Set<CallerId> callers = new HashSet<>();
        snapshot.callers().forEach(caller -> callers.add(caller.session().caller()));
        for (Lease lease : snapshot.leases()) {
            Optional<WorkerEntry> worker = snapshot.workers().stream()
                    .filter(entry -> entry.id().equals(lease.worker())
                            && entry.registration().incarnation() == lease.incarnation())
                    .findFirst();
            simulation.check(worker.isPresent(), () -> "no worker for " + lease);
            simulation.check(
                    worker.orElseThrow().registration().catalog().equals(lease.catalog()),
                    () -> "wrong catalog: " + lease);
            simulation.check(
                    lease.need().placement().allows(worker.orElseThrow().registration()),
                    () -> "wrong worker: " + lease);
            simulation.check(
                    callers.contains(lease.caller())
                            || lease.state() == LeaseState.CLOSING
                            || lease.state() == LeaseState.UNCLAIMED,
                    () -> "no caller for " + lease);
        }
    }

    /** More than there is may be in use only because blocked slots went on, or a worker brought it along. */
    private void checkCapacity(
            WorkerEntry worker, SchedulerSnapshot before, SchedulerEvent event, SchedulerSnapshot after) {
        boolean excused = event instanceof SlotsBlocked
                || event instanceof WorkerRegistered
                || (event instanceof LaneResized resized && wasSettled(before, resized.lease()));
        if (excused) {
            return;
        }
        ResourceShape rest = worker.registration().capacity();
        for (PlacementGroup group : after.groups()) {
            for (int i = 0; i < group.places().size(); i++) {
                Optional<BundleKey> bundle = Optional.of(group.key(i));
                if (isOn(worker, group.places().get(i))) {
                    ResourceShape shape = group.bundles().get(i).shape();
                    rest = rest.minus(shape);
                    checkPart(worker, bundle, shape, before, event, after);
                }
            }
        }
        checkPart(worker, Optional.empty(), rest, before, event, after);
        int limit = after.config().sharing().maxSlotsPerWorker();
        simulation.check(
                slots(after, worker) <= Math.max(limit, slots(before, worker)),
                () -> worker.id() + " has too many slots: " + slots(after, worker));
    }

    /** Slots that waited and go on in one part of a worker do not keep anybody from what is set aside in another. */
    private void checkPart(
            WorkerEntry worker,
            Optional<BundleKey> bundle,
            ResourceShape capacity,
            SchedulerSnapshot before,
            SchedulerEvent event,
            SchedulerSnapshot after) {
        ResourceShape used = used(inBundle(after, bundle), worker);
        ResourceShape usedBefore = used(inBundle(before, bundle), worker);
        simulation.check(
                used.fitsInto(max(capacity, usedBefore)),
                () -> worker.id() + " is over-committed in " + bundle + " by " + event + ": " + usedBefore + " → "
                        + used + " of " + capacity);
    }

    private static boolean isOn(WorkerEntry worker, Optional<BundlePlace> place) {
        return place.filter(at -> at.worker().equals(worker.id())).isPresent();
    }

    /** The leases in a bundle, or in none: also those whose bundle is not where they are. */
    private static List<Lease> inBundle(SchedulerSnapshot snapshot, Optional<BundleKey> bundle) {
        return snapshot.leases().stream()
                .filter(lease -> bundleOf(snapshot, lease).equals(bundle))
                .toList();
    }

    private static Optional<BundleKey> bundleOf(SchedulerSnapshot snapshot, Lease lease) {
        return lease.demandKey()
                .bundle()
                .filter(key -> snapshot.groups().stream()
                        .anyMatch(group -> group.id().equals(key.group())
                                && key.index() < group.places().size()
                                && group.places()
                                        .get(key.index())
                                        .filter(place -> place.worker().equals(lease.worker()))
                                        .isPresent()));
    }

    /** What is set aside is there, none of it twice. */
    private void checkBundles(WorkerEntry worker, SchedulerSnapshot snapshot) {
        ResourceShape setAside = ResourceShape.NONE;
        GpuDevices devices = new GpuDevices(worker.registration().capacity());
        for (PlacementGroup group : snapshot.groups()) {
            for (int i = 0; i < group.places().size(); i++) {
                Optional<BundlePlace> place = group.places().get(i);
                if (isOn(worker, place)) {
                    setAside = setAside.plus(group.bundles().get(i).shape(), 1);
                    devices.take(
                            group.bundles().get(i).shape(), place.orElseThrow().gpus());
                }
            }
        }
        ResourceShape sum = setAside;
        simulation.check(
                sum.fitsInto(worker.registration().capacity()) && devices.isSound(),
                () -> worker + " has less than is set aside: " + snapshot.groups());
    }

    /** Each lease has the devices it needs, and no device is given out for more than there is of it: no excuse for these. */
    private void checkGpus(WorkerEntry worker, SchedulerSnapshot snapshot) {
        long milliGpus = worker.registration().capacity().milliGpus();
        Map<Integer, Long> given = new TreeMap<>();
        for (Lease lease : leases(snapshot, worker)) {
            long each = Math.min(1_000, lease.shape().milliGpus());
            simulation.check(
                    lease.gpus().size() * each == lease.shape().milliGpus()
                            && new TreeSet<>(lease.gpus()).size()
                                    == lease.gpus().size(),
                    () -> "wrong devices: " + lease);
            lease.gpus().forEach(device -> given.merge(device, each, Long::sum));
        }
        given.forEach((device, millis) -> simulation.check(
                device >= 0 && millis <= Math.min(1_000, milliGpus - 1_000L * device),
                () -> "device " + device + " of " + worker.id() + " is given out for " + millis + ": "
                        + leases(snapshot, worker)));
    }

    private static List<Lease> leases(SchedulerSnapshot snapshot, WorkerEntry worker) {
        return leases(snapshot.leases(), worker);
    }

    private static List<Lease> leases(List<Lease> leases, WorkerEntry worker) {
        return leases.stream()
                .filter(lease -> lease.worker().equals(worker.id())
                        && lease.incarnation() == worker.registration().incarnation())
                .toList();
    }

    private static boolean wasSettled(SchedulerSnapshot before, LeaseId id) {
        return before.leases().stream()
                .anyMatch(lease -> lease.id().equals(id)
                        && (lease.state() == LeaseState.ACTIVE || lease.state() == LeaseState.UNCLAIMED));
    }

    private static ResourceShape max(ResourceShape one, ResourceShape other) {
        TreeMap<String, Long> custom = new TreeMap<>(one.customMillis());
        other.customMillis().forEach((name, amount) -> custom.merge(name, amount, Math::max));
        return new ResourceShape(
                Math.max(one.milliCpus(), other.milliCpus()),
                Math.max(one.milliGpus(), other.milliGpus()),
                Math.max(one.memoryBytes(), other.memoryBytes()),
                custom);
    }

    private static ResourceShape used(List<Lease> leases, WorkerEntry worker) {
        ResourceShape used = ResourceShape.NONE;
        for (Lease lease : leases(leases, worker)) {
            used = used.plus(lease.used(), 1);
        }
        return used;
    }

    private static int slots(SchedulerSnapshot snapshot, WorkerEntry worker) {
        return slots(snapshot.leases(), worker);
    }

    private static int slots(List<Lease> leases, WorkerEntry worker) {
        return leases(leases, worker).stream().mapToInt(Lease::reservedSlots).sum();
    }

    /** A lane never has more threads than the core has set aside, and lanes on one node never share a stream. */
    private void checkTruth(SchedulerSnapshot snapshot) {
        for (Lease lease : snapshot.leases()) {
            for (SimulatedWorker worker : simulation.workers) {
                SimulatedWorker.Lane lane = worker.lanes.get(lease.id());
                if (worker.alive
                        && worker.template.worker().equals(lease.worker())
                        && worker.incarnation == lease.incarnation()
                        && lane != null
                        && lease.state() != LeaseState.ACTIVE
                        && lease.state() != LeaseState.UNCLAIMED) {
                    simulation.check(
                            lane.threads <= lease.reservedSlots(),
                            () -> "lane has " + lane.threads + " threads, set aside are " + lease.reservedSlots() + ": "
                                    + lease);
                }
            }
        }
        for (SimulatedWorker worker : simulation.workers) {
            for (SimulatedWorker other : simulation.workers) {
                if (worker != other && worker.template.node().equals(other.template.node())) {
                    checkNoSharedStream(worker, other);
                }
            }
        }
    }

    private void checkNoSharedStream(SimulatedWorker worker, SimulatedWorker other) {
        for (SimulatedWorker.Lane lane : worker.lanes.values()) {
            for (SimulatedWorker.Lane another : other.lanes.values()) {
                simulation.check(
                        !SimulatedWorker.sharesStream(lane.order, another.order),
                        () -> "two lanes share a stream: " + lane.order + " and " + another.order);
            }
        }
    }

    /** Whoever could have a slot has one, or has not waited for more turns than there are others who wait. */
    void checkNobodyStarves(SchedulerCore core, long nowNs) {
        List<Demand> waiting = core.snapshot().demands().stream()
                .filter(demand -> demand.waitsSinceNs().isPresent())
                .toList();
        long boundNs = (waiting.size() + 1) * (Simulation.TURN_NS + TURN_CHANGE_NS);
        for (Demand demand : waiting) {
            long waitedNs = nowNs - demand.waitsSinceNs().getAsLong();
            simulation.check(waitedNs <= boundNs, () -> demand + " has waited for " + waitedNs + " ns");
        }
    }

    /** Those that have nothing, or have what they have on their turn only. */
    List<Demand> whoTakeTurns(SchedulerCore core) {
        return core.snapshot().demands().stream()
                .filter(demand -> demand.waitsSinceNs().isPresent()
                        || demand.turnSinceNs().isPresent())
                .toList();
    }

    /** At rest no contender lacks what would fit into what is free, or is kept by a caller that wants nothing. */
    void checkNothingFreeIsWanted(SchedulerCore core) {
        SchedulerSnapshot snapshot = core.snapshot();
        Predicate<Lease> isKept = isKept(snapshot);
        List<Lease> busy = snapshot.leases().stream().filter(isKept.negate()).toList();
        for (Demand demand : snapshot.demands()) {
            Optional<NodeId> node = snapshot.callers().stream()
                    .filter(caller ->
                            caller.session().caller().equals(demand.key().caller()))
                    .findFirst()
                    .flatMap(caller -> caller.session().node());
            int held = snapshot.leases().stream()
                    .filter(lease -> lease.demandKey().equals(demand.key()))
                    .mapToInt(Lease::heldSlots)
                    .sum();
            simulation.check(held <= demand.slotsWanted(), () -> "has " + held + ", wants less: " + demand);
            for (WorkerEntry worker : snapshot.workers()) {
                boolean eligible = node.filter(worker.registration().node()::equals)
                                .isPresent()
                        && worker.registration().catalog().equals(demand.key().catalog())
                        && !worker.draining()
                        && demand.key().need().placement().allows(worker.registration())
                        && slots(busy, worker) < snapshot.config().sharing().maxSlotsPerWorker();
                GpuDevices gpus = new GpuDevices(worker.registration().capacity());
                leases(busy, worker).forEach(lease -> gpus.take(lease.shape(), lease.gpus()));
                boolean fits = used(busy, worker)
                                .plus(demand.key().shape(), 1)
                                .fitsInto(worker.registration().capacity())
                        && gpus.choose(demand.key().shape()).isPresent();
                simulation.check(
                        held >= demand.slotsWanted() || !eligible || !fits,
                        () -> demand + " has only " + held + " though one fits on " + worker.id());
            }
        }
    }

    /**
     * At rest nobody has a slot that is less urgent than one somebody else lacks and that would be large enough for it. Slots
     * with GPUs aside: the devices that would be free need not be the right ones.
     */
    void checkUrgentBeforeOthers(SchedulerCore core) {
        SchedulerSnapshot snapshot = core.snapshot();
        for (Demand lacking : snapshot.demands()) {
            int held = held(snapshot, lacking);
            if (held >= lacking.slotsWanted() || lacking.key().shape().milliGpus() > 0) {
                continue;
            }
            int urgency = lacking.priorities().priorityOf(held, lacking.slotsWanted());
            for (Demand other : snapshot.demands()) {
                int others = held(snapshot, other);
                boolean lessUrgent =
                        others > 0 && other.priorities().priorityOf(others - 1, other.slotsWanted()) < urgency;
                boolean large = lacking.key().shape().fitsInto(other.key().shape());
                for (Lease lease : snapshot.leases()) {
                    boolean usable = lease.demandKey().equals(other.key())
                            && lease.heldSlots() > 0
                            && couldServe(snapshot, lease.worker(), lacking);
                    simulation.check(
                            !lessUrgent || !large || !usable,
                            () -> lacking + " has " + held + " and waits behind the less urgent " + other + ": "
                                    + lease);
                }
            }
        }
    }

    private static int held(SchedulerSnapshot snapshot, Demand demand) {
        return snapshot.leases().stream()
                .filter(lease -> lease.demandKey().equals(demand.key()))
                .mapToInt(Lease::heldSlots)
                .sum();
    }

    private static boolean couldServe(SchedulerSnapshot snapshot, WorkerId id, Demand demand) {
        Optional<NodeId> node = snapshot.callers().stream()
                .filter(caller -> caller.session().caller().equals(demand.key().caller()))
                .findFirst()
                .flatMap(caller -> caller.session().node());
        return snapshot.workers().stream()
                .filter(worker -> worker.id().equals(id) && !worker.draining())
                .map(WorkerEntry::registration)
                .anyMatch(worker -> node.filter(worker.node()::equals).isPresent()
                        && worker.catalog().equals(demand.key().catalog())
                        && demand.key().need().placement().allows(worker));
    }

    /** Held by a caller that wants nothing like it; slots whose tasks wait are not kept for tasks to come. */
    private static Predicate<Lease> isKept(SchedulerSnapshot snapshot) {
        Set<DemandKey> wanted = snapshot.demands().stream().map(Demand::key).collect(Collectors.toSet());
        return lease -> lease.state().held() && lease.blockedSlots() == 0 && !wanted.contains(lease.demandKey());
    }

    /** When nobody wants anything, nobody has more than one slot of a kind. */
    void checkOnlyLastSlotsAreKept(SchedulerCore core) {
        SchedulerSnapshot snapshot = core.snapshot();
        simulation.check(snapshot.demands().isEmpty(), () -> "demand is left: " + snapshot.demands());
        Map<DemandKey, Integer> kept = new HashMap<>();
        snapshot.leases().forEach(lease -> kept.merge(lease.demandKey(), lease.heldSlots(), Integer::sum));
        kept.forEach((key, slots) -> simulation.check(slots <= 1, () -> key + " keeps " + slots));
    }

    /** When nobody wants or keeps anything, nothing is left. */
    void checkAllQuiet(SchedulerCore core) {
        SchedulerSnapshot snapshot = core.snapshot();
        simulation.check(snapshot.leases().isEmpty(), () -> "leases are left: " + snapshot.leases());
        simulation.check(snapshot.claims().isEmpty(), () -> "claims are left: " + snapshot.claims());
        simulation.check(snapshot.demands().isEmpty(), () -> "demand is left: " + snapshot.demands());
        List<ResourceShape> used = core.clusterView().nodes().stream()
                .flatMap(node -> node.workers().stream())
                .map(ClusterView.WorkerView::used)
                .distinct()
                .toList();
        simulation.check(used.equals(List.of(ResourceShape.NONE)), () -> "something is used: " + used);
        simulation.workers.forEach(worker ->
                simulation.check(worker.lanes.isEmpty(), () -> worker.name() + " has lanes " + worker.lanes.keySet()));
        simulation.callers.forEach(caller -> simulation.check(
                caller.leases.isEmpty(), () -> caller.session + " has leases " + caller.leases.keySet()));
    }
}
