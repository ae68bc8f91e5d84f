package io.remex.scheduler;

import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DemandChanged;
import io.remex.scheduler.SchedulerEvent.LaneClosed;
import io.remex.scheduler.SchedulerEvent.LaneOpened;
import io.remex.scheduler.SchedulerEvent.LaneResized;
import io.remex.scheduler.SchedulerEvent.LeaseReturned;
import io.remex.scheduler.SchedulerEvent.SlotsBlocked;
import io.remex.scheduler.SchedulerEvent.Tick;
import io.remex.scheduler.SchedulerEvent.WorkerHeartbeat;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A core with a clock and the events that tests need most, with one node and one catalog unless said otherwise. */
final class Rig {
    static final long MILLISECOND_NS = 1_000_000L;
    static final long SECOND_NS = 1_000 * MILLISECOND_NS;
    static final NodeId NODE = new NodeId("node");
    static final ResourceShape CPU = ResourceShape.ofMilliCpus(1000);
    static final List<FunctionOffer> FUNCTIONS =
            List.of(new FunctionOffer(1, 11, "one"), new FunctionOffer(2, 22, "two"));
    static final CatalogId CATALOG = CatalogId.of(FUNCTIONS);
    static final long INCARNATION = 1;

    SchedulerCore core;
    /** Begins below zero: a core must not care where the clock's origin is. */
    long nowNs = -5 * SECOND_NS;

    Rig() {
        this(SchedulerConfig.defaults());
    }

    Rig(SchedulerConfig config) {
        core = new SchedulerCore(config);
    }

    List<SchedulerCommand> send(SchedulerEvent event) {
        return core.onEvent(event, nowNs);
    }

    /** Lets time pass without anybody saying anything. */
    List<SchedulerCommand> tickAfter(long durationNs) {
        nowNs += durationNs;
        return send(new Tick());
    }

    /** Lets time pass while these workers heartbeat. */
    List<SchedulerCommand> tickAfter(long durationNs, String... workers) {
        nowNs += durationNs;
        for (String worker : workers) {
            send(new WorkerHeartbeat(new WorkerId(worker), INCARNATION));
        }
        return send(new Tick());
    }

    static WorkerRegistration registration(String worker, long incarnation, int cpus) {
        return registration(NODE, worker, incarnation, cpus, FUNCTIONS);
    }

    static WorkerRegistration registration(
            NodeId node, String worker, long incarnation, int cpus, List<FunctionOffer> functions) {
        return new WorkerRegistration(
                node,
                new WorkerId(worker),
                incarnation,
                ResourceShape.ofMilliCpus(1000L * cpus),
                Collections.emptySortedMap(),
                4711,
                "test worker",
                7,
                CatalogId.of(functions),
                functions);
    }

    List<SchedulerCommand> worker(String worker, int cpus, HeldLease... held) {
        return send(new WorkerRegistered(registration(worker, INCARNATION, cpus), Arrays.asList(held)));
    }

    static CallerSession session(long caller, int weight) {
        return new CallerSession(
                new CallerId(caller), Optional.of(NODE), weight, 4712, "test caller", Optional.empty());
    }

    List<SchedulerCommand> caller(long caller, ClaimedLease... held) {
        return send(new CallerOpened(session(caller, 1), Arrays.asList(held)));
    }

    List<SchedulerCommand> demand(long caller, int slots) {
        return demand(caller, CPU, slots);
    }

    List<SchedulerCommand> demand(long caller, ResourceShape shape, int slots) {
        return demand(caller, SlotNeed.of(shape), slots);
    }

    List<SchedulerCommand> demand(long caller, SlotNeed need, int slots) {
        return demand(caller, need, slots, SlotsByPriority.NORMAL);
    }

    List<SchedulerCommand> demand(long caller, SlotNeed need, int slots, SlotsByPriority priorities) {
        return send(new DemandChanged(new CallerId(caller), need, CATALOG, slots, priorities));
    }

    List<SchedulerCommand> opened(Lease lease) {
        return send(new LaneOpened(lease.worker(), lease.incarnation(), lease.id()));
    }

    List<SchedulerCommand> resized(Lease lease, int slots) {
        return send(new LaneResized(lease.worker(), lease.incarnation(), lease.id(), slots));
    }

    List<SchedulerCommand> closed(Lease lease) {
        return send(new LaneClosed(lease.worker(), lease.incarnation(), lease.id()));
    }

    List<SchedulerCommand> blocked(Lease lease, int count) {
        return send(new SlotsBlocked(lease.worker(), lease.incarnation(), lease.id(), count));
    }

    List<SchedulerCommand> returned(Lease lease) {
        return send(new LeaseReturned(lease.caller(), lease.id()));
    }

    List<Lease> leases() {
        return core.snapshot().leases();
    }

    Lease lease() {
        List<Lease> leases = leases();
        if (leases.size() != 1) {
            throw new AssertionError("expected one lease: " + leases);
        }
        return leases.get(0);
    }

    Lease lease(long caller) {
        List<Lease> leases = leases().stream()
                .filter(lease -> lease.caller().value() == caller)
                .toList();
        if (leases.size() != 1) {
            throw new AssertionError("expected one lease of caller " + caller + ": " + leases());
        }
        return leases.get(0);
    }

    /** Answers for all workers and callers, at once and without a task to wait for, until nothing more happens. */
    void settle() {
        boolean busy = true;
        while (busy) {
            busy = false;
            for (Lease lease : leases()) {
                busy |= settle(lease);
            }
        }
    }

    private boolean settle(Lease lease) {
        switch (lease.state()) {
            case OPENING -> opened(lease);
            case GROWING, SHRINKING -> resized(lease, lease.slots());
            case REVOKING -> returned(lease);
            case CLOSING -> closed(lease);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Lets the grace period pass again and again until no lease changes any more. */
    void converge(String... workers) {
        List<Lease> before = List.of();
        settle();
        while (!before.equals(leases())) {
            before = leases();
            tickAfter(SECOND_NS, workers);
            settle();
        }
    }

    int slots(long caller) {
        return core.clusterView().callers().stream()
                .filter(view -> view.session().caller().value() == caller)
                .mapToInt(ClusterView.CallerView::slots)
                .sum();
    }

    long count(SchedulerCounter counter) {
        return core.clusterView().counters().count(counter);
    }
}
