package io.remex.scheduler;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which part of a worker belongs to which pool: what is set aside for a bundle, or the rest. */
final class Rooms {
    private final WorkerTable workers;
    private final GroupTable groups;

    Rooms(WorkerTable workers, GroupTable groups) {
        this.workers = workers;
        this.groups = groups;
    }

    /** The workers of a pool that may get something new, in the order of their registrations. */
    Stream<WorkerEntry> taking(PoolId pool) {
        if (pool.bundle().isEmpty()) {
            return workers.taking(pool);
        }
        BundleKey bundle = pool.bundle().get();
        boolean usable = groups.find(bundle.group())
                .filter(group -> group.wasReady() || group.isReady())
                .isPresent();
        return groups
                .place(bundle)
                .filter(place -> usable && place.vacated())
                .flatMap(place -> workers.find(place.worker()))
                .filter(worker -> !worker.draining() && worker.pool().equals(pool.general()))
                .stream();
    }

    int takingCount(PoolId pool) {
        return pool.bundle().isEmpty()
                ? workers.takingCount(pool)
                : (int) taking(pool).count();
    }

    /** The bundle that a lease is in; none if it is in what is not set aside, also because its bundle is somewhere else by now. */
    Optional<BundleKey> bundleOf(Lease lease) {
        return lease.demandKey()
                .bundle()
                .filter(key -> groups.place(key)
                        .filter(place -> place.worker().equals(lease.worker()))
                        .isPresent());
    }

    /** Whether the lease was for a bundle that is not there any more: it is nobody's, until its tasks have ended. */
    boolean isStray(Lease lease) {
        return lease.need().placement().bundle().isPresent() && bundleOf(lease).isEmpty();
    }

    /** What leases of this pool can take of a worker. */
    ResourceShape room(PoolId pool, WorkerEntry worker) {
        return pool.bundle().map(bundle -> groups.spec(bundle).shape()).orElseGet(() -> rest(worker));
    }

    /** What is not set aside. */
    ResourceShape rest(WorkerEntry worker) {
        ResourceShape rest = worker.registration().capacity();
        for (BundleKey bundle : groups.on(worker.id())) {
            rest = rest.minus(groups.spec(bundle).shape());
        }
        return rest;
    }

    /** The devices that leases of this pool can use. */
    GpuDevices devices(PoolId pool, WorkerEntry worker) {
        ResourceShape capacity = worker.registration().capacity();
        if (pool.bundle().isPresent()) {
            BundleKey bundle = pool.bundle().get();
            List<Integer> gpus = groups.place(bundle).map(BundlePlace::gpus).orElse(List.of());
            return GpuDevices.only(capacity, groups.spec(bundle).shape(), gpus);
        }
        GpuDevices devices = new GpuDevices(capacity);
        for (BundleKey bundle : groups.on(worker.id())) {
            groups.place(bundle)
                    .ifPresent(place -> devices.take(groups.spec(bundle).shape(), place.gpus()));
        }
        return devices;
    }

    /** Whether a worker could ever run a slot of this shape in this pool. */
    boolean canEverFit(PoolId pool, WorkerEntry worker, ResourceShape shape) {
        return shape.fitsInto(room(pool, worker))
                && (shape.milliGpus() == 0 || devices(pool, worker).hasRoomFor(shape));
    }
}
