package io.remex.control;

import io.remex.protocol.control.Demand;
import io.remex.protocol.control.OpenCaller;
import io.remex.protocol.control.UrgentSlots;
import io.remex.scheduler.CallerId;
import io.remex.scheduler.CallerSession;
import io.remex.scheduler.CatalogId;
import io.remex.scheduler.ClaimedLease;
import io.remex.scheduler.NodeId;
import io.remex.scheduler.SchedulerEvent.CallerOpened;
import io.remex.scheduler.SchedulerEvent.DemandChanged;
import io.remex.scheduler.SlotsByPriority;
import io.remex.scheduler.WorkerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a caller says → events of the core. */
final class CallerMessageReader {
    private CallerMessageReader() {}

    static CallerOpened opened(OpenCaller message) throws ProtocolViolationException {
        FieldReader.requireVersion(message.getProtocolVersion());
        Optional<NodeId> node = message.getNode().isEmpty()
                ? Optional.empty()
                : Optional.of(FieldReader.node(message.getNode(), message.getDataAddress()));
        Optional<WorkerId> worker = message.getWorker().isEmpty()
                ? Optional.empty()
                : Optional.of(WorkerMessageReader.worker("worker", message.getWorker()));
        CallerSession session = new CallerSession(
                new CallerId(message.getCaller()),
                node,
                Math.max(1, FieldReader.atMost("weight", message.getWeight(), ControlLimits.MAX_WEIGHT)),
                FieldReader.notNegative("pid", message.getPid()),
                FieldReader.text(message.getProgram()),
                worker);
        return new CallerOpened(
                session, claims(message.getClaimedLeasesList()), GroupMessageReader.requests(message.getGroupsList()));
    }

    static DemandChanged demand(CallerId caller, Demand message) throws ProtocolViolationException {
        return new DemandChanged(
                caller,
                FieldReader.need("demand.shape", message.getShape(), message.getPlacement()),
                new CatalogId(message.getCatalog()),
                FieldReader.atMost("demand.slots", message.getSlots(), ControlLimits.MAX_DEMANDED_SLOTS),
                priorities(message.getUrgentList()));
    }

    private static SlotsByPriority priorities(List<UrgentSlots> urgent) throws ProtocolViolationException {
        int most = SlotsByPriority.MAX_PRIORITY;
        FieldReader.atMost("demand.urgent", urgent.size(), 2 * most + 1);
        SortedMap<Integer, Integer> slots = new TreeMap<>();
        for (UrgentSlots entry : urgent) {
            int priority = FieldReader.between("demand.urgent.priority", entry.getPriority(), -most, most);
            int number = FieldReader.atMost("demand.urgent.slots", entry.getSlots(), ControlLimits.MAX_DEMANDED_SLOTS);
            slots.merge(priority, number, Math::max);
        }
        return new SlotsByPriority(slots);
    }

    private static List<ClaimedLease> claims(List<io.remex.protocol.control.ClaimedLease> messages)
            throws ProtocolViolationException {
        FieldReader.atMost("claimed_leases", messages.size(), ControlLimits.MAX_HELD_LEASES);
        Set<Long> known = new HashSet<>();
        List<ClaimedLease> claims = new ArrayList<>(messages.size());
        for (io.remex.protocol.control.ClaimedLease message : messages) {
            if (!known.add(message.getLease())) {
                throw new ProtocolViolationException("claimed_leases names lease " + message.getLease() + " twice");
            }
            claims.add(new ClaimedLease(
                    FieldReader.lease("claimed_lease.lease", message.getLease()),
                    WorkerMessageReader.worker("claimed_lease.worker", message.getWorker()),
                    FieldReader.notNegative("claimed_lease.incarnation", message.getIncarnation())));
        }
        return claims;
    }
}
