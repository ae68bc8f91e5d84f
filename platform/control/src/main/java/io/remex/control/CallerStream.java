package io.remex.control;

import io.remex.protocol.control.CallerCommand;
import io.remex.protocol.control.CallerMessage;
import io.remex.protocol.control.Demand;
import io.remex.protocol.control.RequestGroup;
import io.remex.protocol.link.ControlStreamListener;
import io.remex.scheduler.CallerId;
import io.remex.scheduler.CatalogId;
import io.remex.scheduler.GroupRequest;
import io.remex.scheduler.LeaseId;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DemandChanged;
import io.remex.scheduler.SchedulerEvent.GroupReleased;
import io.remex.scheduler.SchedulerEvent.GroupRequested;
import io.remex.scheduler.SchedulerEvent.LeaseReturned;
import io.remex.scheduler.SlotNeed;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The scheduler's end of a caller's stream. */
final class CallerStream extends ServiceStream<CallerMessage, CallerCommand> {
    private final Set<DemandKind> demands = new HashSet<>();
    private final Set<Long> groups = new HashSet<>();
    private CallerId caller;
    private int unservedTasks;

    CallerStream(ServiceQueue queue, ControlStreamListener<CallerCommand> listener, StreamOptions options, long nowNs) {
        super(queue, listener, options, nowNs);
    }

    @Override
    void handle(ControlConductor conductor, CallerMessage message, long nowNs) throws ProtocolViolationException {
        if (caller == null) {
            open(conductor, message);
            return;
        }
        switch (message.getKindCase()) {
            case OPEN -> throw new ProtocolViolationException("opened twice on one stream");
            case DEMAND -> conductor.process(demand(message.getDemand()));
            case LEASE_RETURNED ->
                conductor.process(new LeaseReturned(
                        caller, new LeaseId(message.getLeaseReturned().getLease())));
            case REQUEST_GROUP -> conductor.process(request(message.getRequestGroup()));
            case RELEASE_GROUP -> {
                groups.remove(message.getReleaseGroup().getGroup());
                conductor.process(
                        new GroupReleased(caller, message.getReleaseGroup().getGroup()));
            }
            case DESCRIBE -> conductor.describe(this, message.getDescribe().getRequest());
            case UNSERVED ->
                unservedTasks = FieldReader.atMost(
                        "unserved.tasks", message.getUnserved().getTasks(), Integer.MAX_VALUE);
            case HEARTBEAT, KIND_NOT_SET -> {
                // that it came is all there is to it
            }
        }
    }

    private void open(ControlConductor conductor, CallerMessage message) throws ProtocolViolationException {
        if (!message.hasOpen()) {
            throw new ProtocolViolationException("the first message does not open a session: " + message.getKindCase());
        }
        CallerOpened opened = CallerMessageReader.opened(message.getOpen());
        caller = opened.caller();
        opened.groups().forEach(group -> groups.add(group.number()));
        conductor.open(this, opened);
    }

    private GroupRequested request(RequestGroup message) throws ProtocolViolationException {
        GroupRequest request = GroupMessageReader.request(message);
        if (groups.add(request.number()) && groups.size() > ControlLimits.MAX_GROUPS_PER_CALLER) {
            throw new ProtocolViolationException(
                    "more than " + ControlLimits.MAX_GROUPS_PER_CALLER + " placement groups at a time");
        }
        return new GroupRequested(caller, request);
    }

    private DemandChanged demand(Demand message) throws ProtocolViolationException {
        DemandChanged demand = CallerMessageReader.demand(caller, message);
        DemandKind kind = new DemandKind(demand.need(), demand.catalog());
        if (demand.slotsWanted() == 0) {
            demands.remove(kind);
        } else if (demands.add(kind) && demands.size() > ControlLimits.MAX_DEMANDS_PER_CALLER) {
            throw new ProtocolViolationException(
                    "more than " + ControlLimits.MAX_DEMANDS_PER_CALLER + " kinds of demand at a time");
        }
        return demand;
    }

    @Override
    CallerCommand refusal(boolean current, String reason) {
        return CallerCommandWriter.rejected(reason);
    }

    @Override
    String peer() {
        return caller == null ? "a caller that has not opened its session" : "caller " + caller;
    }

    /** Whose stream it is; empty before it has said so. */
    Optional<CallerId> caller() {
        return Optional.ofNullable(caller);
    }

    /** How many of its tasks wait for a worker that offers their function. */
    int unservedTasks() {
        return unservedTasks;
    }

    private record DemandKind(SlotNeed need, CatalogId catalog) {}
}
