package io.remex.worker;

import io.remex.objectstore.ObjectDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this worker keeps for its callers: objects whose descriptors they have. Each is held once for each time that it was named,
 * and ends with the caller's {@code FreeObjects}, or with the caller: when it has no lane here and no end of the control stream.
 * Thread safe under its monitor; memory is given back outside of it.
 */
final class HeldObjects {
    private final Map<Long, Holder> holders = new HashMap<>();
    private final Map<Integer, Long> senders = new HashMap<>();

    private static final class Holder {
        private final Map<ObjectDescriptor, List<Runnable>> objects = new HashMap<>();
        private final Set<Integer> senders = new HashSet<>();
        private int lanes;

        private boolean isGone() {
            return lanes == 0 && senders.isEmpty();
        }
    }

    /** Slot: the object is about to be named to a caller, on an open lane of it. */
    synchronized void hold(long caller, ObjectDescriptor object, Runnable release) {
        holder(caller).objects.computeIfAbsent(object, o -> new ArrayList<>(1)).add(release);
    }

    /** The caller has one use of it less, or never heard of it; what is not held is passed over. */
    void free(long caller, ObjectDescriptor object) {
        Runnable release = null;
        synchronized (this) {
            Holder holder = holders.get(caller);
            List<Runnable> held = holder == null ? null : holder.objects.get(object);
            if (held != null) {
                release = held.remove(held.size() - 1);
                if (held.isEmpty()) {
                    holder.objects.remove(object);
                }
            }
        }
        if (release != null) {
            release.run();
        }
    }

    /** Control thread: a lane of the caller is about to open. */
    synchronized void onLaneOpened(long caller) {
        holder(caller).lanes++;
    }

    /** Control thread: a lane of the caller is closed, and none of its slots runs. */
    void onLaneClosed(long caller) {
        List<Runnable> releases;
        synchronized (this) {
            Holder holder = holder(caller);
            holder.lanes--;
            releases = endIfGone(caller, holder);
        }
        releases.forEach(Runnable::run);
    }

    /** Control agent: a sender on the control stream says whose it is. */
    synchronized void onAttach(long caller, int sender) {
        Long before = senders.putIfAbsent(sender, caller);
        if (before == null) {
            holder(caller).senders.add(sender);
        }
    }

    /** Any thread: a sender on the control stream is gone. */
    void onSenderGone(int sender) {
        List<Runnable> releases;
        synchronized (this) {
            Long caller = senders.remove(sender);
            if (caller == null) {
                return;
            }
            Holder holder = holder(caller);
            holder.senders.remove(sender);
            releases = endIfGone(caller, holder);
        }
        releases.forEach(Runnable::run);
    }

    /** The worker ends. */
    void close() {
        List<Runnable> releases = new ArrayList<>();
        synchronized (this) {
            holders.values().forEach(holder -> holder.objects.values().forEach(releases::addAll));
            holders.clear();
            senders.clear();
        }
        releases.forEach(Runnable::run);
    }

    /** How many objects are held, each as often as it is; for tests. */
    synchronized int count() {
        return holders.values().stream()
                .mapToInt(holder ->
                        holder.objects.values().stream().mapToInt(List::size).sum())
                .sum();
    }

    private Holder holder(long caller) {
        return holders.computeIfAbsent(caller, c -> new Holder());
    }

    private List<Runnable> endIfGone(long caller, Holder holder) {
        if (!holder.isGone()) {
            return List.of();
        }
        holders.remove(caller);
        List<Runnable> releases = new ArrayList<>();
        holder.objects.values().forEach(releases::addAll);
        return releases;
    }
}
