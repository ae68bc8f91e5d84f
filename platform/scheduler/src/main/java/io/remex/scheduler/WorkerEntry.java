package io.remex.scheduler;

import java.util.Optional;

/**
 * A worker that is part of the cluster.
 *
 * @param registration what it said about itself
 * @param order its place in the order of registrations; workers are looked at in this order
 * @param lastHeardNs when it last said anything
 * @param draining whether it takes nothing new
 * @param drained whether it was told that it has drained
 * @param laneFailure why it last failed to open a lane, until it opens one
 * @param laneFailedAtNs and when
 */
public record WorkerEntry(
        WorkerRegistration registration,
        long order,
        long lastHeardNs,
        boolean draining,
        boolean drained,
        Optional<String> laneFailure,
        long laneFailedAtNs) {

    WorkerId id() {
        return registration.worker();
    }

    PoolId pool() {
        return PoolId.of(registration.node(), registration.catalog());
    }

    WorkerEntry heardAt(long nowNs) {
        return new WorkerEntry(registration, order, nowNs, draining, drained, laneFailure, laneFailedAtNs);
    }

    WorkerEntry withDraining(boolean nowDrained) {
        return new WorkerEntry(registration, order, lastHeardNs, true, nowDrained, laneFailure, laneFailedAtNs);
    }

    WorkerEntry withLaneFailure(Optional<String> failure, long nowNs) {
        return new WorkerEntry(registration, order, lastHeardNs, draining, drained, failure, nowNs);
    }
}
