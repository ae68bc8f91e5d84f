package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.DemandUnmet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Notices demand that no worker could ever serve and tells its caller, after a while and not too often. */
final class UnmetDemand {
    private final SchedulerState state;

    UnmetDemand(SchedulerState state) {
        this.state = state;
    }

    void check(long nowNs) {
        for (Demand demand : state.callers.demands()) {
            Optional<Obstacle> obstacle = obstacle(demand.key());
            if (obstacle.isEmpty()) {
                state.callers.update(demand.withHopelessSince(OptionalLong.empty(), OptionalLong.empty()));
            } else {
                long sinceNs = demand.hopelessSinceNs().orElse(nowNs);
                OptionalLong warnedAtNs = demand.warnedAtNs();
                if (isDue(sinceNs, warnedAtNs, nowNs)) {
                    warnedAtNs = OptionalLong.of(nowNs);
                    state.count(SchedulerCounter.DEMAND_WARNINGS);
                    DemandKey key = demand.key();
                    state.send(new DemandUnmet(
                            key.caller(),
                            key.need(),
                            key.catalog(),
                            obstacle.get().isFinal(),
                            obstacle.get().reason()));
                }
                state.callers.update(demand.withHopelessSince(OptionalLong.of(sinceNs), warnedAtNs));
            }
        }
    }

    /**
     * What is in the way.
     *
     * @param isFinal whether no worker that is there could ever meet the need; otherwise it may pass
     */
    private record Obstacle(boolean isFinal, String reason) {}

    private static Optional<Obstacle> passing(String reason) {
        return Optional.of(new Obstacle(false, reason));
    }

    private boolean isDue(long sinceNs, OptionalLong warnedAtNs, long nowNs) {
        return warnedAtNs.isPresent()
                ? nowNs - warnedAtNs.getAsLong() >= state.config.warnings().periodNs()
                : nowNs - sinceNs >= state.config.warnings().firstAfterNs();
    }

    /**
     * Why no worker can serve this demand, or nothing if one can, now or when others give way. Looks at one worker as a
     * rule, and at all only to say what is wrong.
     */
    private Optional<Obstacle> obstacle(DemandKey key) {
        Optional<PoolId> pool = state.callers.pool(key);
        if (pool.isPresent() && state.workers.taking(pool.get()).anyMatch(worker -> canServe(worker, key))) {
            return Optional.empty();
        }
        if (pool.isEmpty()) {
            return passing("the caller is attached to no node, and workers are reached inside a node only");
        }
        List<WorkerEntry> offering = state.workers.all().stream()
                .filter(worker -> worker.registration().catalog().equals(key.catalog()))
                .toList();
        if (offering.isEmpty()) {
            return passing("no worker offers catalog " + key.catalog());
        }
        List<WorkerEntry> reachable = offering.stream()
                .filter(worker -> worker.pool().equals(pool.get()))
                .toList();
        if (reachable.isEmpty()) {
            return passing("no worker on node " + pool.get().node() + " offers catalog " + key.catalog()
                    + "; on other nodes: " + offering.size());
        }
        List<WorkerEntry> taking =
                reachable.stream().filter(worker -> !worker.draining()).toList();
        if (taking.isEmpty()) {
            return passing("every worker on node " + pool.get().node() + " that offers catalog " + key.catalog()
                    + " is draining");
        }
        List<WorkerEntry> allowed = taking.stream()
                .filter(worker -> key.need().placement().allows(worker.registration()))
                .toList();
        if (allowed.isEmpty()) {
            return Optional.of(new Obstacle(
                    true,
                    "no worker meets the affinity " + key.need().placement().required() + "; worker "
                            + taking.get(0).id() + " has the labels "
                            + taking.get(0).registration().labels()));
        }
        List<WorkerEntry> large = allowed.stream()
                .filter(worker ->
                        GpuDevices.canEverFit(key.shape(), worker.registration().capacity()))
                .toList();
        if (large.isEmpty()) {
            WorkerRegistration example = allowed.get(0).registration();
            return Optional.of(new Obstacle(
                    true,
                    "no worker is large enough for " + key.shape() + "; worker " + example.worker() + " has "
                            + example.capacity()));
        }
        WorkerEntry example = large.get(0);
        return passing("worker " + example.id() + " cannot open a lane: "
                + example.laneFailure().orElseThrow());
    }

    private static boolean canServe(WorkerEntry worker, DemandKey key) {
        return worker.laneFailure().isEmpty()
                && key.need().placement().allows(worker.registration())
                && GpuDevices.canEverFit(key.shape(), worker.registration().capacity());
    }
}
