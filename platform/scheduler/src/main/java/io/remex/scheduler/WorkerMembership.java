package io.remex.scheduler;

import io.remex.scheduler.SchedulerCommand.AcceptWorker;
import io.remex.scheduler.SchedulerCommand.CloseLane;
import io.remex.scheduler.SchedulerCommand.FenceWorker;
import io.remex.scheduler.SchedulerCommand.RejectWorker;
import io.remex.scheduler.SchedulerCommand.WorkerDrained;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** How workers come, drain and go. */
final class WorkerMembership {
    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;
    private final GroupLifecycle groups;

    WorkerMembership(SchedulerState state, LeaseLifecycle lifecycle, GroupLifecycle groups) {
        this.state = state;
        this.lifecycle = lifecycle;
        this.groups = groups;
    }

    void register(WorkerRegistered event, long nowNs) {
        WorkerRegistration registration = event.registration();
        Optional<String> objection = objection(registration);
        if (objection.isPresent()) {
            state.count(SchedulerCounter.WORKERS_REJECTED);
            state.send(new RejectWorker(registration.worker(), registration.incarnation(), objection.get()));
            return;
        }
        state.workers
                .find(registration.worker())
                .ifPresent(older -> fence(older, "replaced by incarnation " + registration.incarnation(), nowNs));
        WorkerEntry worker = state.workers.add(registration, nowNs);
        state.count(SchedulerCounter.WORKERS_ACCEPTED);
        state.send(new AcceptWorker(registration.worker(), registration.incarnation()));
        event.heldLeases().forEach(held -> adopt(worker, held, nowNs));
        groups.cameIn(worker, nowNs);
        changed(worker);
    }

    /** Its stream is lost: nothing can be sent to it any more. */
    void disconnect(WorkerEntry worker, String reason, long nowNs) {
        state.count(SchedulerCounter.WORKERS_DISCONNECTED);
        remove(worker, reason, nowNs);
    }

    void fence(WorkerEntry worker, String reason, long nowNs) {
        state.count(SchedulerCounter.WORKERS_FENCED);
        state.send(new FenceWorker(worker.id(), worker.registration().incarnation(), reason));
        remove(worker, reason, nowNs);
    }

    void drain(WorkerEntry worker, long nowNs) {
        if (worker.draining()) {
            return;
        }
        state.workers.update(worker.withDraining(false));
        for (Lease lease : state.leases.onWorker(worker.id())) {
            lifecycle.askBack(lease, "the worker is draining", nowNs);
        }
        groups.lose(worker, nowNs);
        changed(worker);
    }

    /** Tells draining workers without leases that they are done. */
    void reportDrained() {
        for (WorkerEntry worker : state.workers.toldToDrain()) {
            if (state.leases.onWorker(worker.id()).isEmpty()) {
                state.workers.update(worker.withDraining(true));
                state.send(new WorkerDrained(worker.id(), worker.registration().incarnation()));
            }
        }
    }

    private void remove(WorkerEntry worker, String reason, long nowNs) {
        state.workers.remove(worker);
        state.leases.onWorker(worker.id()).forEach(lease -> lifecycle.workerGone(lease, reason, nowNs));
        groups.lose(worker, nowNs);
        changed(worker);
    }

    private void changed(WorkerEntry worker) {
        state.touch(worker.pool());
        state.offersChanged();
    }

    private Optional<String> objection(WorkerRegistration registration) {
        Optional<Long> known = state.workers.knownIncarnation(registration.worker());
        if (known.isPresent() && registration.incarnation() <= known.get()) {
            return Optional.of("incarnation " + registration.incarnation() + " of worker " + registration.worker()
                    + " is not above the one known, " + known.get() + "; start the worker again");
        }
        Set<FunctionOffer> functions = new HashSet<>(registration.functions());
        return state.workers
                .withCatalog(registration.catalog())
                .map(WorkerEntry::registration)
                .filter(other -> !new HashSet<>(other.functions()).equals(functions))
                .map(other -> "catalog " + registration.catalog() + " of worker " + registration.worker()
                        + " has other functions than the same catalog of worker " + other.worker());
    }

    /** Whether the devices it names are right for its shape, and not those of another lease. */
    private boolean hasItsGpus(WorkerEntry worker, HeldLease held) {
        ResourceShape shape = held.need().shape();
        GpuDevices gpus = new GpuDevices(worker.registration().capacity());
        state.leases.onWorker(worker.id()).forEach(lease -> gpus.take(lease.shape(), lease.gpus()));
        return shape.milliGpus() == 0 ? held.gpus().isEmpty() : held.slots() == 1 && gpus.accepts(shape, held.gpus());
    }

    private void adopt(WorkerEntry worker, HeldLease held, long nowNs) {
        boolean consistent = held.slots() > 0
                && held.slots() <= state.config.sharing().maxSlotsPerWorker()
                && hasItsGpus(worker, held)
                && held.taskStreamId() != held.resultStreamId()
                && state.leases.isForeign(held.lease())
                && state.leases.find(held.lease()).isEmpty()
                && !state.streamIds.isUsed(held.taskStreamId())
                && !state.streamIds.isUsed(held.resultStreamId());
        if (!consistent) {
            state.count(SchedulerCounter.LEASES_DISOWNED);
            state.streamIds.keepBack(held.taskStreamId(), nowNs);
            state.streamIds.keepBack(held.resultStreamId(), nowNs);
            state.send(new CloseLane(
                    worker.id(),
                    worker.registration().incarnation(),
                    held.lease(),
                    "the scheduler does not know this lease"));
            return;
        }
        Lease lease = state.leases.adopt(worker, held, nowNs);
        if (state.callers.takeClaim(lease.caller(), lease.id())) {
            state.count(SchedulerCounter.LEASES_ADOPTED);
            lifecycle.claim(lease, nowNs);
        } else if (state.callers.find(lease.caller()).isPresent()) {
            lifecycle.abandon(lease, "its caller does not hold it", nowNs);
        }
    }
}
