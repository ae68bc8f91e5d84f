package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.GroupChanged;
import io.remex.scheduler.SchedulerCommand.LeaseGranted;
import io.remex.scheduler.SchedulerCommand.LeaseResized;
import io.remex.scheduler.SchedulerCommand.ReduceLease;
import io.remex.scheduler.SchedulerCommand.ToCaller;
import io.remex.scheduler.SchedulerCommand.WorkerLost;
import io.remex.scheduler.SchedulerEvent.CallerDisconnected;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DemandChanged;
import io.remex.scheduler.SchedulerEvent.GroupReleased;
import io.remex.scheduler.SchedulerEvent.GroupRequested;
import io.remex.scheduler.SchedulerEvent.LeaseReturned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A caller as the scheduler sees one: wants slots, uses them for a while, gives them back, dies. */
final class SimulatedCaller {
    private record Wish(int slots, SlotsByPriority priorities) {}

    private final Simulation simulation;
    private final CallerSession template;
    final Map<LeaseId, LeaseGranted> leases = new TreeMap<>();
    private final Map<DemandKey, Wish> demands = new LinkedHashMap<>();
    private final Map<Long, GroupRequest> groups = new TreeMap<>();
    private final Map<Long, GroupChanged> places = new TreeMap<>();
    private long nextGroup = 1;
    CallerSession session;
    boolean alive;
    int epoch;
    int attachedEpoch;

    SimulatedCaller(Simulation simulation, CallerSession template) {
        this.simulation = simulation;
        this.template = template;
    }

    /** Starts as a new process, with a new id. */
    void start() {
        leases.clear();
        demands.clear();
        groups.clear();
        places.clear();
        session = new CallerSession(
                new CallerId(simulation.nextCallerId++),
                template.node(),
                template.weight(),
                template.pid(),
                template.program(),
                template.worker());
        alive = true;
        connect();
    }

    /** The stream broke or the scheduler is a new one: opens the session again and says what it holds and wants. */
    void connect() {
        if (alive) {
            epoch++;
            List<ClaimedLease> held = leases.values().stream()
                    .map(lease -> new ClaimedLease(
                            lease.lease(),
                            lease.worker().worker(),
                            lease.worker().incarnation()))
                    .toList();
            say(new CallerOpened(
                    session,
                    held,
                    groups.values().stream().map(this::withClaims).toList()));
            demands.forEach((key, wish) ->
                    say(new DemandChanged(key.caller(), key.need(), key.catalog(), wish.slots(), wish.priorities())));
        }
    }

    /** As it is said to a scheduler that may be another one. */
    private GroupRequest withClaims(GroupRequest group) {
        List<ClaimedBundle> claims = places.containsKey(group.number())
                ? places.get(group.number()).places().stream()
                        .map(place -> new ClaimedBundle(place.index(), place.worker(), place.gpus()))
                        .toList()
                : List.of();
        return new GroupRequest(group.number(), group.strategy(), group.bundles(), claims);
    }

    void reserve(GroupStrategy strategy, List<BundleSpec> bundles) {
        if (alive && groups.size() < 2) {
            GroupRequest group = new GroupRequest(nextGroup++, strategy, bundles, List.of());
            groups.put(group.number(), group);
            say(new GroupRequested(session.caller(), group));
        }
    }

    /** Wants slots in the first bundle of its first group, if it has one. */
    void wantInBundle(ResourceShape shape, CatalogId catalog, int slots) {
        groups.keySet().stream()
                .findFirst()
                .ifPresent(group -> want(
                        new SlotNeed(
                                shape,
                                new PlacementRule(false, List.of(), List.of(), Optional.of(new BundleId(group, 0)))),
                        catalog,
                        slots));
    }

    void release() {
        groups.keySet().stream().findFirst().ifPresent(this::release);
    }

    void releaseAll() {
        List.copyOf(groups.keySet()).forEach(this::release);
    }

    private void release(long group) {
        groups.remove(group);
        places.remove(group);
        List.copyOf(demands.keySet()).stream()
                .filter(key -> key.bundle()
                        .filter(bundle -> bundle.group().number() == group)
                        .isPresent())
                .forEach(this::wantNoMore);
        if (alive) {
            say(new GroupReleased(session.caller(), group));
        }
    }

    void die() {
        if (alive) {
            alive = false;
            leases.clear();
            epoch++;
            simulation.toCore("from-" + session.caller(), new CallerDisconnected(session.caller(), "died"));
            simulation.later(100, 4_000, this::start);
        }
    }

    void want(SlotNeed need, CatalogId catalog, int slots) {
        want(need, catalog, slots, SlotsByPriority.NORMAL);
    }

    void want(SlotNeed need, CatalogId catalog, int slots, SlotsByPriority priorities) {
        if (alive) {
            DemandKey key = new DemandKey(session.caller(), need, catalog);
            demands.put(key, new Wish(slots, priorities));
            say(new DemandChanged(session.caller(), need, catalog, slots, priorities));
        }
    }

    void wantNothing() {
        List.copyOf(demands.keySet()).forEach(key -> want(key.need(), key.catalog(), 0));
    }

    void wantNoMore(DemandKey key) {
        if (demands.containsKey(key)) {
            want(key.need(), key.catalog(), 0);
        }
    }

    /** Has no use for a lease any more. */
    void giveBackOne() {
        if (alive && !leases.isEmpty()) {
            LeaseGranted lease = leases.values().iterator().next();
            want(lease.need(), lease.worker().catalog(), 0);
            giveBack(lease.lease());
        }
    }

    /** Keeps nothing for its next tasks any longer. */
    void giveBackAll() {
        List.copyOf(leases.keySet()).forEach(this::giveBack);
    }

    void on(ToCaller command, int sentInEpoch) {
        if (!alive || sentInEpoch != epoch) {
            return;
        }
        if (command instanceof LeaseGranted granted) {
            leases.put(granted.lease(), granted);
        } else if (command instanceof ReduceLease reduce && reduce.slots() == 0) {
            simulation.later(0, 400, () -> giveBack(reduce.lease()));
        } else if (command instanceof GroupChanged changed && groups.containsKey(changed.group())) {
            places.put(changed.group(), changed);
        } else if (command instanceof WorkerLost lost) {
            leases.remove(lost.lease());
        } else if (command instanceof LeaseResized resized) {
            simulation.check(resized.slots() > 0, () -> "resized to nothing: " + resized);
        }
    }

    private void giveBack(LeaseId lease) {
        if (alive && leases.remove(lease) != null) {
            say(new LeaseReturned(session.caller(), lease));
        }
    }

    /** Something sent in this epoch arrives: from now on the scheduler answers to this epoch, if it is still the one. */
    private boolean attach(int sentInEpoch) {
        if (epoch == sentInEpoch) {
            attachedEpoch = sentInEpoch;
        }
        return epoch == sentInEpoch;
    }

    private void say(SchedulerEvent event) {
        int mine = epoch;
        simulation.toCore("from-" + session.caller(), event, () -> attach(mine));
    }
}
