package io.remex.benchmarks.scale;

import io.remex.scheduler.CallerId;
import io.remex.scheduler.CallerSession;
import io.remex.scheduler.CatalogId;
import io.remex.scheduler.FunctionOffer;
import io.remex.scheduler.LeaseId;
import io.remex.scheduler.NodeId;
import io.remex.scheduler.ResourceShape;
import io.remex.scheduler.SchedulerCommand;
import io.remex.scheduler.SchedulerCommand.CloseLane;
import io.remex.scheduler.SchedulerCommand.LeaseGranted;
import io.remex.scheduler.SchedulerCommand.LeaseResized;
import io.remex.scheduler.SchedulerCommand.OpenLane;
import io.remex.scheduler.SchedulerCommand.ReduceLease;
import io.remex.scheduler.SchedulerCommand.ResizeLane;
import io.remex.scheduler.SchedulerConfig;
import io.remex.scheduler.SchedulerCore;
import io.remex.scheduler.SchedulerCounter;
import io.remex.scheduler.SchedulerEvent;
import io.remex.scheduler.SlotNeed;
import io.remex.scheduler.SlotsByPriority;
import io.remex.scheduler.WorkerId;
import io.remex.scheduler.WorkerRegistration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scheduler's core with so many workers and callers, which answer at once and keep all their time-outs. Not thread
 * safe. What is measured with it is the core and the answers, which cost little beside it.
 */
public final class PaperCluster {
    private static final List<FunctionOffer> FUNCTIONS = List.of(new FunctionOffer(1, 11, "one"));
    private static final CatalogId CATALOG = CatalogId.of(FUNCTIONS);
    private static final SlotNeed NEED = SlotNeed.of(ResourceShape.ofMilliCpus(1_000));
    private static final long STEP_NS = 1_000_000;

    private final SchedulerCore core = new SchedulerCore(SchedulerConfig.defaults());
    private final int nodes;
    private final ArrayDeque<SchedulerEvent> answers = new ArrayDeque<>();
    /** Leases by their callers, oldest first. */
    private final Map<CallerId, Map<LeaseId, Integer>> granted = new LinkedHashMap<>();

    private final List<WorkerId> workers = new ArrayList<>();
    private long nowNs;

    /**
     * An empty cluster.
     *
     * @param nodes over how many nodes workers and callers are spread
     */
    public PaperCluster(int nodes) {
        this.nodes = nodes;
    }

    /**
     * Registers workers.
     *
     * @param count how many
     * @param slots processors of each
     */
    public void addWorkers(int count, int slots) {
        for (int i = 0; i < count; i++) {
            WorkerId worker = new WorkerId("worker-" + workers.size());
            send(new SchedulerEvent.WorkerRegistered(
                    new WorkerRegistration(
                            node(workers.size()),
                            worker,
                            1,
                            ResourceShape.ofMilliCpus(1_000L * slots),
                            Collections.emptySortedMap(),
                            1,
                            "on paper",
                            workers.size() + 1,
                            CATALOG,
                            FUNCTIONS),
                    List.of()));
            workers.add(worker);
        }
    }

    /**
     * Opens sessions.
     *
     * @param count how many
     */
    public void addCallers(int count) {
        for (int i = 0; i < count; i++) {
            CallerId caller = new CallerId(granted.size() + 1L);
            granted.put(caller, new LinkedHashMap<>());
            send(new SchedulerEvent.CallerOpened(
                    new CallerSession(
                            caller, Optional.of(node((int) caller.value())), 1, 1, "on paper", Optional.empty()),
                    List.of()));
        }
    }

    /**
     * A caller wants so many slots; all that follows is answered.
     *
     * @param caller its number, from 0
     * @param slots what it wants
     */
    public void want(int caller, int slots) {
        send(demand(caller, slots));
    }

    /**
     * A caller has nothing more to do: it gives everything back, as callers do.
     *
     * @param caller its number, from 0
     */
    public void giveBack(int caller) {
        CallerId id = new CallerId(caller + 1L);
        List<LeaseId> leases = new ArrayList<>(granted.get(id).keySet());
        answers.add(demand(caller, 0));
        leases.forEach(lease -> answers.add(new SchedulerEvent.LeaseReturned(id, lease)));
        leases.forEach(granted.get(id)::remove);
        answer();
    }

    /** A tenth of a second passes; all workers heartbeat. */
    public void tick() {
        nowNs += 99 * STEP_NS;
        workers.forEach(worker -> answers.add(new SchedulerEvent.WorkerHeartbeat(worker, 1)));
        send(new SchedulerEvent.Tick());
    }

    /** Slots that callers hold. */
    public long slotsGranted() {
        return granted.values().stream()
                .flatMap(leases -> leases.values().stream())
                .mapToLong(Integer::intValue)
                .sum();
    }

    /** Leases that callers hold. */
    public long leasesGranted() {
        return granted.values().stream().mapToLong(Map::size).sum();
    }

    /**
     * What the core has counted.
     *
     * @param counter which counter
     * @return its value
     */
    public long count(SchedulerCounter counter) {
        return core.counters().count(counter);
    }

    private NodeId node(int number) {
        return new NodeId("node-" + number % nodes);
    }

    private static SchedulerEvent demand(int caller, int slots) {
        return new SchedulerEvent.DemandChanged(
                new CallerId(caller + 1L), NEED, CATALOG, slots, SlotsByPriority.NORMAL);
    }

    private void send(SchedulerEvent event) {
        answers.add(event);
        answer();
    }

    private void answer() {
        while (!answers.isEmpty()) {
            nowNs += STEP_NS / 1_000;
            core.onEvent(answers.remove(), nowNs).forEach(this::onCommand);
        }
    }

    private void onCommand(SchedulerCommand command) {
        if (command instanceof OpenLane open) {
            answers.add(new SchedulerEvent.LaneOpened(open.worker(), open.incarnation(), open.lease()));
        } else if (command instanceof ResizeLane resize) {
            answers.add(new SchedulerEvent.LaneResized(
                    resize.worker(), resize.incarnation(), resize.lease(), resize.slots()));
        } else if (command instanceof CloseLane close) {
            answers.add(new SchedulerEvent.LaneClosed(close.worker(), close.incarnation(), close.lease()));
        } else if (command instanceof LeaseGranted grant) {
            granted.get(grant.caller()).put(grant.lease(), grant.slots());
        } else if (command instanceof LeaseResized resized) {
            granted.get(resized.caller()).put(resized.lease(), resized.slots());
        } else if (command instanceof ReduceLease reduce) {
            onReduce(reduce);
        }
    }

    private void onReduce(ReduceLease reduce) {
        Map<LeaseId, Integer> leases = granted.get(reduce.caller());
        if (reduce.slots() > 0) {
            leases.replace(reduce.lease(), reduce.slots());
        } else if (leases.remove(reduce.lease()) != null) {
            answers.add(new SchedulerEvent.LeaseReturned(reduce.caller(), reduce.lease()));
        }
    }
}
