package io.remex.client;

import io.remex.Bundle;
import io.remex.BundleRef;
import io.remex.ConfigKey;
import io.remex.ErrorCode;
import io.remex.PlacementStrategy;
import io.remex.RemexConfig;
import io.remex.protocol.Failure;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.GroupChanged;
import io.remex.protocol.control.GroupUnmet;
import io.remex.protocol.control.Placement;
import io.remex.protocol.control.ReleaseGroup;
import io.remex.protocol.control.RequestGroup;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The placement groups of a runtime, from their request to their release. What is on the control thread says so. */
final class PlacementGroups {
    /** What the scheduler takes. */
    static final int MAX_GROUPS = 100;

    private static final int MAX_BUNDLES = 256;
    private static final System.Logger LOGGER = System.getLogger(PlacementGroups.class.getName());

    private final CallerRuntime runtime;
    private final CallerSession session;
    private final boolean failsInfeasible;
    private final AtomicLong nextNumber = new AtomicLong(1);
    private final Map<Long, ReservedGroup> open = new ConcurrentHashMap<>();

    PlacementGroups(CallerRuntime runtime, CallerSession session, RemexConfig config) {
        this.runtime = runtime;
        this.session = session;
        this.failsInfeasible = "fail".equals(config.text(ConfigKey.INFEASIBLE));
    }

    /** Any thread. */
    ReservedGroup reserve(List<Bundle> bundles, PlacementStrategy strategy) {
        Objects.requireNonNull(strategy, "strategy");
        if (bundles.isEmpty() || bundles.size() > MAX_BUNDLES) {
            throw new IllegalArgumentException(
                    bundles.size() + " bundles; a placement group has from 1 to " + MAX_BUNDLES);
        }
        ReservedGroup group = new ReservedGroup(this, nextNumber.getAndIncrement(), List.copyOf(bundles), strategy);
        synchronized (open) {
            if (open.size() >= MAX_GROUPS) {
                throw new IllegalStateException(
                        "there are " + MAX_GROUPS + " placement groups already; close those that are not needed");
            }
            open.put(group.number(), group);
        }
        session.execute(() -> {
            if (open.containsKey(group.number())) {
                session.send(CallerMessage.newBuilder().setRequestGroup(group.request()));
            }
        });
        if (runtime.isClosed()) {
            failAll(CallerRuntime.closedFailure());
        }
        return group;
    }

    /** Any thread. */
    void release(ReservedGroup group) {
        if (open.remove(group.number()) != null) {
            Failure failure = closedFailure(group.number());
            runtime.callback(() -> group.fail(FailureExceptions.exception(failure)));
            session.execute(() -> {
                session.send(CallerMessage.newBuilder()
                        .setReleaseGroup(ReleaseGroup.newBuilder().setGroup(group.number())));
                session.onGroupClosed(group.number(), failure);
            });
        }
    }

    /**
     * Any thread: whether tasks can be submitted to a bundle.
     *
     * @throws IllegalArgumentException its group belongs to another runtime
     * @throws IllegalStateException its group is closed
     */
    void requireOpen(BundleRef bundle) {
        if (!(bundle.group() instanceof ReservedGroup group) || !group.isOf(this)) {
            throw new IllegalArgumentException(bundle.group() + " was not made by this runtime");
        }
        if (!open.containsKey(group.number())) {
            throw new IllegalStateException(group + " is closed");
        }
    }

    /** Any thread: the failure of tasks of a group that is closed; null if it is open, or there is no group. */
    Failure failure(Placement placement) {
        long number = placement.getGroup();
        return number == 0 || open.containsKey(number) ? null : closedFailure(number);
    }

    private static Failure closedFailure(long number) {
        return Failure.of(ErrorCode.TASK_CANCELLED, "placement group " + number + " was closed");
    }

    /** Control thread: the catalog of the worker that has the bundle of a placement; null if none is known. */
    Long catalog(Placement placement) {
        ReservedGroup group = placement.getGroup() == 0 ? null : open.get(placement.getGroup());
        return group == null ? null : group.catalog(placement.getBundle());
    }

    /** Control thread: as a scheduler is told at the begin of a conversation. */
    List<RequestGroup> requests() {
        return open.values().stream().map(ReservedGroup::request).toList();
    }

    /** Control thread. */
    void onChanged(GroupChanged message) {
        ReservedGroup group = open.get(message.getGroup());
        if (group == null) {
            return;
        }
        group.places(message.getPlacesList());
        if (message.getReady()) {
            runtime.callback(group::completeReady);
        }
        session.onGroupMoved(group.number());
    }

    /** Control thread. */
    void onUnmet(GroupUnmet message) {
        ReservedGroup group = open.get(message.getGroup());
        if (group == null) {
            return;
        }
        String reason = "placement group " + group.number() + " waits: " + message.getReason();
        if (message.getInfeasible() && failsInfeasible && !group.isReady()) {
            runtime.callback(
                    () -> group.fail(FailureExceptions.exception(Failure.of(ErrorCode.INFEASIBLE_TASK, reason))));
            release(group);
        } else {
            LOGGER.log(System.Logger.Level.WARNING, reason);
        }
    }

    /** The runtime ends. */
    void failAll(Failure failure) {
        open.values().forEach(group -> group.fail(FailureExceptions.exception(failure)));
        open.clear();
    }
}
