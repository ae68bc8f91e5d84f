package io.remex.control;

import io.remex.protocol.control.HeldLane;
import io.remex.protocol.control.RegisterWorker;
import io.remex.protocol.control.Resources;
import io.remex.protocol.control.WorkerMessage;
import io.remex.scheduler.CallerId;
import io.remex.scheduler.CatalogId;
import io.remex.scheduler.FunctionOffer;
import io.remex.scheduler.HeldLease;
import io.remex.scheduler.LeaseId;
import io.remex.scheduler.ResourceShape;
import io.remex.scheduler.SchedulerEvent;
import io.remex.scheduler.SchedulerEvent.DrainWorker;
import io.remex.scheduler.SchedulerEvent.LaneClosed;
import io.remex.scheduler.SchedulerEvent.LaneFailed;
import io.remex.scheduler.SchedulerEvent.LaneOpened;
import io.remex.scheduler.SchedulerEvent.LaneResized;
import io.remex.scheduler.SchedulerEvent.SlotsBlocked;
import io.remex.scheduler.SchedulerEvent.WorkerHeartbeat;
import io.remex.scheduler.SchedulerEvent.WorkerRegistered;
import io.remex.scheduler.WorkerId;
import io.remex.scheduler.WorkerRegistration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a worker says → events of the core. */
final class WorkerMessageReader {
    private static final Pattern WORKER_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

    private WorkerMessageReader() {}

    static WorkerRegistered registration(RegisterWorker message) throws ProtocolViolationException {
        FieldReader.requireVersion(message.getProtocolVersion());
        List<FunctionOffer> functions = FieldReader.functions(message.getFunctionsList());
        WorkerRegistration registration = new WorkerRegistration(
                FieldReader.node(message.getNode(), message.getDataAddress()),
                worker("worker", message.getWorker()),
                FieldReader.notNegative("incarnation", message.getIncarnation()),
                capacity(message.getCapacity()),
                FieldReader.labels(message.getLabelsMap()),
                FieldReader.notNegative("pid", message.getPid()),
                FieldReader.text(message.getDescription()),
                message.getControlStreamId(),
                CatalogId.of(functions),
                functions);
        return new WorkerRegistered(registration, heldLeases(message.getHeldLanesList()));
    }

    private static ResourceShape capacity(Resources resources) throws ProtocolViolationException {
        ResourceShape capacity = FieldReader.shape("capacity", resources);
        long most = WorkerRegistration.MAX_GPUS * 1_000L;
        if (capacity.milliGpus() > most) {
            throw new ProtocolViolationException(
                    "capacity.milli_gpus is " + capacity.milliGpus() + "; allowed is 0 to " + most);
        }
        return capacity;
    }

    /**
     * Any message after the registration.
     *
     * @return empty for a kind of message that this version does not know
     */
    static Optional<SchedulerEvent> event(WorkerId worker, long incarnation, WorkerMessage message)
            throws ProtocolViolationException {
        return switch (message.getKindCase()) {
            case REGISTER -> throw new ProtocolViolationException("registered twice on one stream");
            case HEARTBEAT, KIND_NOT_SET -> Optional.of(new WorkerHeartbeat(worker, incarnation));
            case LANE_OPENED ->
                Optional.of(new LaneOpened(
                        worker, incarnation, new LeaseId(message.getLaneOpened().getLease())));
            case LANE_FAILED ->
                Optional.of(new LaneFailed(
                        worker,
                        incarnation,
                        new LeaseId(message.getLaneFailed().getLease()),
                        FieldReader.text(message.getLaneFailed().getReason())));
            case LANE_RESIZED ->
                Optional.of(new LaneResized(
                        worker,
                        incarnation,
                        new LeaseId(message.getLaneResized().getLease()),
                        slots("lane_resized.slots", message.getLaneResized().getSlots())));
            case LANE_CLOSED ->
                Optional.of(new LaneClosed(
                        worker, incarnation, new LeaseId(message.getLaneClosed().getLease())));
            case SLOTS_BLOCKED ->
                Optional.of(new SlotsBlocked(
                        worker,
                        incarnation,
                        new LeaseId(message.getSlotsBlocked().getLease()),
                        slots("slots_blocked.count", message.getSlotsBlocked().getCount())));
            case DRAIN -> Optional.of(new DrainWorker(worker));
        };
    }

    static WorkerId worker(String field, String name) throws ProtocolViolationException {
        if (!WORKER_NAME.matcher(name).matches()) {
            throw new ProtocolViolationException(
                    field + " is not a name of 1 to 200 letters, digits, dots, dashes and underscores");
        }
        return new WorkerId(name);
    }

    private static List<HeldLease> heldLeases(List<HeldLane> lanes) throws ProtocolViolationException {
        FieldReader.atMost("held_lanes", lanes.size(), ControlLimits.MAX_HELD_LEASES);
        Set<Long> known = new HashSet<>();
        List<HeldLease> leases = new ArrayList<>(lanes.size());
        for (HeldLane lane : lanes) {
            if (!known.add(lane.getLease())) {
                throw new ProtocolViolationException("held_lanes names lease " + lane.getLease() + " twice");
            }
            int slots = slots("held_lane.slots", lane.getSlots());
            leases.add(new HeldLease(
                    FieldReader.lease("held_lane.lease", lane.getLease()),
                    new CallerId(lane.getCaller()),
                    FieldReader.need("held_lane.shape", lane.getShape(), lane.getPlacement()),
                    slots,
                    FieldReader.atMost("held_lane.blocked_slots", lane.getBlockedSlots(), slots),
                    FieldReader.gpus("held_lane.gpus", lane.getGpusList()),
                    lane.getTaskStreamId(),
                    lane.getResultStreamId()));
        }
        return leases;
    }

    private static int slots(String field, int slots) throws ProtocolViolationException {
        return FieldReader.atMost(field, slots, ControlLimits.MAX_LANE_SLOTS);
    }
}
