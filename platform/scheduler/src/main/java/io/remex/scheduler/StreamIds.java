package io.remex.scheduler;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hands out the stream ids of lanes, in a circle, and keeps those of ended leases back for a while. */
final class StreamIds {
    private final SchedulerConfig.StreamIdRange range;
    private final TreeSet<Integer> used = new TreeSet<>();
    private final TreeMap<Integer, Long> quarantinedAtNs = new TreeMap<>();
    private int next;

    StreamIds(SchedulerConfig.StreamIdRange range) {
        this.range = range;
        this.next = range.first();
    }

    /** Whether so many can be allocated. */
    boolean available(int count) {
        long size = (long) range.max() - range.min() + 1;
        long taken = used.subSet(range.min(), true, range.max(), true).size()
                + (long) quarantinedAtNs
                        .subMap(range.min(), true, range.max(), true)
                        .size();
        return size - taken >= count;
    }

    /** The next free id; ask {@link #available} first. */
    int allocate() {
        int id = next;
        while (used.contains(id) || quarantinedAtNs.containsKey(id)) {
            id = following(id);
        }
        used.add(id);
        next = following(id);
        return id;
    }

    boolean isUsed(int id) {
        return used.contains(id);
    }

    /** Takes over ids that an earlier scheduler handed out; the next ones are taken above them. */
    void adopt(int id) {
        quarantinedAtNs.remove(id);
        used.add(id);
        if (id >= next && id <= range.max()) {
            next = following(id);
        }
    }

    void release(int id, long nowNs) {
        if (used.remove(id)) {
            quarantinedAtNs.put(id, nowNs);
        }
    }

    /** An id of a lane that exists but is nobody's lease: not to be used for a while. */
    void keepBack(int id, long nowNs) {
        if (!used.contains(id)) {
            quarantinedAtNs.put(id, nowNs);
        }
    }

    void endQuarantines(long nowNs) {
        quarantinedAtNs.values().removeIf(sinceNs -> nowNs - sinceNs >= range.quarantineNs());
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
        quarantined.forEach(entry -> quarantinedAtNs.put(entry.streamId(), entry.sinceNs()));
        leases.values().forEach(lease -> {
            used.add(lease.taskStreamId());
            used.add(lease.resultStreamId());
        });
    }

    private int following(int id) {
        return id == range.max() ? range.min() : id + 1;
    }
}
