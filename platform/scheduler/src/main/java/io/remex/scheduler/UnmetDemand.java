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
        if (pool.isPresent() && state.rooms.taking(pool.get()).anyMatch(worker -> canServe(pool.get(), worker, key))) {
            return Optional.empty();
        }
        if (pool.isEmpty()) {
            return passing("the caller is attached to no node, and workers are reached from nodes only");
        }
        if (pool.get().bundle().isPresent()) {
            return inBundle(pool.get(), key);
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
            return passing("no worker on " + pool.get().place() + " offers catalog " + key.catalog()
                    + "; on other nodes: " + offering.size());
        }
        List<WorkerEntry> taking =
                reachable.stream().filter(worker -> !worker.draining()).toList();
        if (taking.isEmpty()) {
            return passing(
                    "every worker on " + pool.get().place() + " that offers catalog " + key.catalog() + " is draining");
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
        if (example.laneFailure().isEmpty()) {
            return passing("what worker " + example.id() + " has is set aside for placement groups");
        }
        return passing("worker " + example.id() + " cannot open a lane: "
                + example.laneFailure().orElseThrow());
    }

    private Optional<Obstacle> inBundle(PoolId pool, DemandKey key) {
        BundleKey bundle = pool.bundle().orElseThrow();
        String name = "bundle " + bundle.index() + " of placement group "
                + bundle.group().number();
        Optional<WorkerEntry> holder = state.groups.place(bundle).flatMap(place -> state.workers.find(place.worker()));
        if (holder.isEmpty()
                || state.rooms
                        .taking(holder.get().pool().of(pool.bundle()))
                        .findAny()
                        .isEmpty()) {
            return passing(name + " is not ready");
        }
        WorkerRegistration worker = holder.get().registration();
        if (!worker.catalog().equals(key.catalog())) {
            return passing(name + " is on worker " + worker.worker() + ", which offers other functions than catalog "
                    + key.catalog() + "; choose workers for the bundle by an affinity");
        }
        if (!key.need().placement().allows(worker)) {
            return Optional.of(new Obstacle(
                    true,
                    name + " is on worker " + worker.worker() + ", which does not meet the affinity "
                            + key.need().placement().required()));
        }
        if (!state.rooms.canEverFit(pool, holder.get(), key.shape())) {
            return Optional.of(new Obstacle(
                    true, name + " has " + state.groups.spec(bundle).shape() + ", too little for " + key.shape()));
        }
        return passing("worker " + worker.worker() + " cannot open a lane: "
                + holder.get().laneFailure().orElse("no reason known"));
    }

    private boolean canServe(PoolId pool, WorkerEntry worker, DemandKey key) {
        return worker.laneFailure().isEmpty()
                && key.need().placement().allows(worker.registration())
                && state.rooms.canEverFit(pool, worker, key.shape());
    }
}
