package io.remex.scheduler;

import io.remex.scheduler.SchedulerEvent.AboutLane;
import io.remex.scheduler.SchedulerEvent.CallerDisconnected;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DemandChanged;
import io.remex.scheduler.SchedulerEvent.DrainWorker;
import io.remex.scheduler.SchedulerEvent.FromCaller;
import io.remex.scheduler.SchedulerEvent.FromWorker;
import io.remex.scheduler.SchedulerEvent.GroupReleased;
import io.remex.scheduler.SchedulerEvent.GroupRequested;
import io.remex.scheduler.SchedulerEvent.LaneClosed;
import io.remex.scheduler.SchedulerEvent.LaneFailed;
import io.remex.scheduler.SchedulerEvent.LaneOpened;
import io.remex.scheduler.SchedulerEvent.LaneResized;
import io.remex.scheduler.SchedulerEvent.LeaseReturned;
import io.remex.scheduler.SchedulerEvent.SlotsBlocked;
import io.remex.scheduler.SchedulerEvent.Tick;
import io.remex.scheduler.SchedulerEvent.WorkerDisconnected;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides who may use which worker: keeps the workers, the callers with their demand, and the leases between them, and
 * answers every event with the commands that follow from it.
 *
 * <p>A deterministic state machine: no threads, clock, I/O or randomness, so it can be simulated, replayed and replicated.
 * Not thread safe; its host calls it from one thread, passes a time that never goes back, and delivers the commands in
 * order. Every lease runs through {@link LeaseState}; capacity is free only when the worker has said so.
 *
 * <p>It never throws because of an event: what makes no sense is counted ({@link SchedulerCounter#LATE_EVENTS}, {@link
 * SchedulerCounter#UNEXPECTED_EVENTS}) and ignored. An {@link IllegalStateException} is a mistake in this class.
 */
public final class SchedulerCore {
    private final SchedulerState state;
    private final LeaseLifecycle lifecycle;
    private final GroupLifecycle groups;
    private final WorkerMembership membership;
    private final CallerSessions sessions;
    private final CatalogNotices catalogs;
    private final Deadlines deadlines;
    private final Reconciler reconciler;

    /**
     * A core without workers and callers.
     *
     * @param config its limits and time-outs
     */
    public SchedulerCore(SchedulerConfig config) {
        this(new SchedulerState(config));
    }

    private SchedulerCore(SchedulerState state) {
        this.state = state;
        lifecycle = new LeaseLifecycle(state);
        groups = new GroupLifecycle(state, lifecycle);
        membership = new WorkerMembership(state, lifecycle, groups);
        catalogs = new CatalogNotices(state);
        sessions = new CallerSessions(state, lifecycle, catalogs, groups);
        deadlines = new Deadlines(state, lifecycle, membership, sessions, groups);
        reconciler = new Reconciler(state, lifecycle);
    }

    /**
     * A core that continues where another one was.
     *
     * @param snapshot what that one knew
     * @return a core that answers every further event as the other one would
     */
    public static SchedulerCore restore(SchedulerSnapshot snapshot) {
        return new SchedulerCore(SchedulerState.restore(snapshot));
    }

    /**
     * Takes in one event.
     *
     * @param event what happened
     * @param nowNs the time, in nanoseconds from any origin
     * @return what has to be sent, in this order; immutable
     */
    public List<SchedulerCommand> onEvent(SchedulerEvent event, long nowNs) {
        Objects.requireNonNull(event, "event");
        state.started(nowNs);
        state.count(SchedulerCounter.EVENTS);
        dispatch(event, nowNs);
        groups.place(nowNs);
        do {
            state.takeTouchedPools().forEach(pool -> reconciler.reconcile(pool, event instanceof Tick, nowNs));
        } while (groups.vacate());
        membership.reportDrained();
        if (state.takeOffersChanged()) {
            catalogs.tellAll();
        }
        return state.takeCommands();
    }

    /**
     * Everything the core knows.
     *
     * @return an immutable copy, equal for cores in the same state
     */
    public SchedulerSnapshot snapshot() {
        return state.snapshot();
    }

    /**
     * The cluster as it is now, for people.
     *
     * @return an immutable copy
     */
    public ClusterView clusterView() {
        return ClusterView.of(state);
    }

    /**
     * The counters as they are now.
     *
     * @return an immutable copy
     */
    public SchedulerCounters counters() {
        return state.counters();
    }

    private void dispatch(SchedulerEvent event, long nowNs) {
        if (event instanceof Tick) {
            deadlines.tick(nowNs);
        } else if (event instanceof DrainWorker drain) {
            state.workers
                    .find(drain.worker())
                    .ifPresentOrElse(worker -> membership.drain(worker, nowNs), this::countLate);
        } else if (event instanceof WorkerRegistered registered) {
            membership.register(registered, nowNs);
            sessions.loseClaims(registered.worker(), registered.incarnation());
        } else if (event instanceof FromWorker fromWorker) {
            state.workers
                    .find(fromWorker.worker(), fromWorker.incarnation())
                    .ifPresentOrElse(worker -> onWorkerEvent(worker, fromWorker, nowNs), this::countLate);
        } else if (event instanceof CallerOpened opened) {
            sessions.open(opened, nowNs);
        } else if (event instanceof FromCaller fromCaller) {
            state.callers
                    .find(fromCaller.caller())
                    .ifPresentOrElse(caller -> onCallerEvent(caller, fromCaller, nowNs), this::countLate);
        }
    }

    private void onWorkerEvent(WorkerEntry worker, FromWorker event, long nowNs) {
        WorkerEntry heard = worker.heardAt(nowNs);
        state.workers.update(heard);
        if (event instanceof WorkerDisconnected disconnected) {
            membership.disconnect(heard, disconnected.reason(), nowNs);
        } else if (event instanceof AboutLane aboutLane) {
            Optional<Lease> lease = state.leases
                    .find(aboutLane.lease())
                    .filter(known ->
                            known.worker().equals(heard.id()) && known.incarnation() == aboutLane.incarnation());
            lease.ifPresentOrElse(known -> onLaneEvent(heard, known, aboutLane, nowNs), this::countLate);
        }
    }

    private void onLaneEvent(WorkerEntry worker, Lease lease, AboutLane event, long nowNs) {
        state.touch(lease);
        if (event instanceof LaneOpened && allowed(lease, LeaseInput.LANE_OPENED)) {
            lifecycle.laneOpened(lease, worker, nowNs);
        } else if (event instanceof LaneFailed failed && allowed(lease, LeaseInput.LANE_FAILED)) {
            lifecycle.laneFailed(lease, worker, failed.reason(), nowNs);
        } else if (event instanceof LaneResized resized && allowed(lease, resized)) {
            lifecycle.laneResized(lease, resized.slots(), nowNs);
        } else if (event instanceof LaneClosed && allowed(lease, LeaseInput.LANE_CLOSED)) {
            lifecycle.laneClosed(lease, nowNs);
        } else if (event instanceof SlotsBlocked blocked && allowed(lease, LeaseInput.SLOTS_BLOCKED)) {
            lifecycle.slotsBlocked(lease, blocked.count(), nowNs);
        }
    }

    private void onCallerEvent(CallerEntry caller, FromCaller event, long nowNs) {
        if (event instanceof DemandChanged demand) {
            sessions.demand(demand);
        } else if (event instanceof GroupRequested requested) {
            groups.request(caller.id(), requested.request(), nowNs);
        } else if (event instanceof GroupReleased released) {
            groups.release(caller.id(), released.group(), nowNs);
        } else if (event instanceof CallerDisconnected disconnected) {
            sessions.disconnect(caller, disconnected.reason(), nowNs);
        } else if (event instanceof LeaseReturned returned) {
            Optional<Lease> lease = state.leases
                    .find(returned.lease())
                    .filter(known -> known.caller().equals(caller.id()));
            if (lease.isPresent()) {
                onReturned(lease.get(), nowNs);
            } else if (!state.callers.takeClaim(caller.id(), returned.lease())) {
                countLate();
            }
        }
    }

    private void onReturned(Lease lease, long nowNs) {
        if (allowed(lease, LeaseInput.LEASE_RETURNED)) {
            state.touch(lease);
            lifecycle.returned(lease, nowNs);
        }
    }

    /** No slot at all is never asked for, and more than the limit neither. */
    private boolean allowed(Lease lease, LaneResized resized) {
        boolean possible =
                resized.slots() > 0 && resized.slots() <= state.config.sharing().maxSlotsPerWorker();
        if (!possible) {
            state.count(SchedulerCounter.UNEXPECTED_EVENTS);
        }
        return possible && allowed(lease, LeaseInput.LANE_RESIZED);
    }

    private boolean allowed(Lease lease, LeaseInput input) {
        boolean allowed = LeaseTransitions.allows(lease.state(), input);
        if (!allowed) {
            state.count(SchedulerCounter.UNEXPECTED_EVENTS);
        }
        return allowed;
    }

    private void countLate() {
        state.count(SchedulerCounter.LATE_EVENTS);
    }
}
