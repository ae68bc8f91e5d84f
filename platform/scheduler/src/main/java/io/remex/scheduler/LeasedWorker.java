package io.remex.scheduler;

import java.util.Objects;

/**
 * What a caller needs to know of the worker it has a lease on.
 *
 * @param worker its name
 * @param incarnation which run of it
 * @param node where it runs
 * @param pid its process id
 * @param description for people
 * @param controlStreamId the Aeron stream on which the worker is reached outside lanes
 * @param catalog the set of functions it offers
 */
public record LeasedWorker(
        WorkerId worker,
        long incarnation,
        NodeId node,
        long pid,
        String description,
        int controlStreamId,
        CatalogId catalog) {
    public LeasedWorker {
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(catalog, "catalog");
    }

    static LeasedWorker of(WorkerRegistration registration) {
        return new LeasedWorker(
                registration.worker(),
                registration.incarnation(),
                registration.node(),
                registration.pid(),
                registration.description(),
                registration.controlStreamId(),
                registration.catalog());
    }
}
