package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.LeaseGranted;
import io.remex.scheduler.SchedulerCommand.LeaseResized;
import io.remex.scheduler.SchedulerCommand.ReduceLease;
import io.remex.scheduler.SchedulerCommand.ToCaller;
import io.remex.scheduler.SchedulerCommand.WorkerLost;
import io.remex.scheduler.SchedulerEvent.CallerDisconnected;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DemandChanged;
import io.remex.scheduler.SchedulerEvent.LeaseReturned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A caller as the scheduler sees one: wants slots, uses them for a while, gives them back, dies. */
final class SimulatedCaller {
    private record Wish(int slots, SlotsByPriority priorities) {}

    private final Simulation simulation;
    private final CallerSession template;
    final Map<LeaseId, LeaseGranted> leases = new TreeMap<>();
    private final Map<DemandKey, Wish> demands = new LinkedHashMap<>();
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
            say(new CallerOpened(session, held));
            demands.forEach((key, wish) ->
                    say(new DemandChanged(key.caller(), key.need(), key.catalog(), wish.slots(), wish.priorities())));
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
