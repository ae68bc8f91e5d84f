package io.remex.scheduler;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands out the stream ids of lanes, in a circle, and keeps those of ended leases back for a while.
 *
 * <p>A turn-over of leases leaves many ids kept back, so nothing here looks at all of them: they are in the order in which
 * they were kept back, and those in the range are counted.
 */
final class StreamIds {
    private final SchedulerConfig.StreamIdRange range;
    private final Set<Integer> used = new HashSet<>();
    /** Oldest first: time never goes back, and an id that is kept back again moves to the end. */
    private final Map<Integer, Long> quarantinedAtNs = new LinkedHashMap<>();
    /** How many of the ids of the range are used or kept back; those of an earlier scheduler may lie outside. */
    private long takenOfRange;

    private int next;

    StreamIds(SchedulerConfig.StreamIdRange range) {
        this.range = range;
        this.next = range.first();
    }

    /** Whether so many can be allocated. */
    boolean available(int count) {
        long size = (long) range.max() - range.min() + 1;
        return size - takenOfRange >= count;
    }

    /** The next free id; ask {@link #available} first. */
    int allocate() {
        int id = next;
        while (used.contains(id) || quarantinedAtNs.containsKey(id)) {
            id = following(id);
        }
        use(id);
        next = following(id);
        return id;
    }

    boolean isUsed(int id) {
        return used.contains(id);
    }

    /**
     * Takes over an id that an earlier scheduler handed out. The next ones are not taken above it: there are those of lanes that have
     * not come back yet.
     */
    void adopt(int id) {
        endQuarantine(id);
        use(id);
    }

    void release(int id, long nowNs) {
        if (used.remove(id)) {
            takenOfRange -= inRange(id);
            quarantine(id, nowNs);
        }
    }

    /** An id of a lane that exists but is nobody's lease: not to be used for a while. */
    void keepBack(int id, long nowNs) {
        if (!used.contains(id)) {
            endQuarantine(id);
            quarantine(id, nowNs);
        }
    }

    void endQuarantines(long nowNs) {
        Iterator<Map.Entry<Integer, Long>> oldest = quarantinedAtNs.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Integer, Long> entry = oldest.next();
            if (nowNs - entry.getValue() < range.quarantineNs()) {
                return;
            }
            oldest.remove();
            takenOfRange -= inRange(entry.getKey());
        }
    }

    int next() {
        return next;
    }

    List<SchedulerSnapshot.QuarantinedStreamId> quarantined() {
        return quarantinedAtNs.entrySet().stream()
                .map(entry -> new SchedulerSnapshot.QuarantinedStreamId(entry.getKey(), entry.getValue()))
                .toList();
    }

    void restore(
            int restoredNext, List<SchedulerSnapshot.QuarantinedStreamId> quarantined, Map<LeaseId, Lease> leases) {
        next = restoredNext;
        quarantined.forEach(entry -> quarantine(entry.streamId(), entry.sinceNs()));
        leases.values().forEach(lease -> {
            use(lease.taskStreamId());
            use(lease.resultStreamId());
        });
    }

    private void use(int id) {
        if (used.add(id)) {
            takenOfRange += inRange(id);
        }
    }

    private void quarantine(int id, long sinceNs) {
        quarantinedAtNs.put(id, sinceNs);
        takenOfRange += inRange(id);
    }

    private void endQuarantine(int id) {
        if (quarantinedAtNs.remove(id) != null) {
            takenOfRange -= inRange(id);
        }
    }

    private int inRange(int id) {
        return id >= range.min() && id <= range.max() ? 1 : 0;
    }

    private int following(int id) {
        return id == range.max() ? range.min() : id + 1;
    }
}
