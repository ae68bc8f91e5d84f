package io.remex.client;

import io.remex.ObjectId;
import io.remex.codec.Codec;
import io.remex.protocol.Failure;
import io.remex.spi.ObjectExchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * References that crossed the border of this process: own ones that travel inside tasks, and borrowed ones whose outcomes come from
 * their owners. Thread safe under its monitor; outcomes are handed on outside of it.
 */
final class ObjectTable {
    /** Outcomes kept for references that were not read out of their value yet, or may be read again. */
    private static final int MAX_SETTLED = 16_384;

    private final CallerRuntime runtime;
    private final Map<ObjectId, Travelling> travelling = new HashMap<>();
    private final Map<ObjectId, BorrowedRef<?>> pending = new HashMap<>();
    private final LinkedHashMap<ObjectId, Settled> settled = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Settled> eldest) {
            return size() > MAX_SETTLED;
        }
    };

    private record Settled(boolean failed, byte[] payload) {}

    private static final class Travelling {
        private final AbstractRef<?> ref;
        private int count;

        Travelling(AbstractRef<?> ref) {
            this.ref = ref;
        }
    }

    ObjectTable(CallerRuntime runtime) {
        this.runtime = runtime;
    }

    /** A task that has these references in its arguments begins its way. */
    synchronized void onExported(List<ExportedRef<?>> exports) {
        for (ExportedRef<?> export : exports) {
            travelling.computeIfAbsent(export.ref().id(), id -> new Travelling(export.ref())).count++;
        }
    }

    /** That task has ended. */
    synchronized void onExportEnded(List<ExportedRef<?>> exports) {
        for (ExportedRef<?> export : exports) {
            travelling.computeIfPresent(export.ref().id(), (id, entry) -> --entry.count == 0 ? null : entry);
        }
    }

    /** A reference arrived in a value: the handle of it, an own one if it has only come home. */
    @SuppressWarnings("unchecked") // both ends know the type from the declaration that the compiler saw
    <T> AbstractRef<T> borrow(ObjectId id, Codec<T> codec, ObjectExchange.Delivery peer) {
        BorrowedRef<T> ref;
        Settled outcome;
        synchronized (this) {
            Travelling own = travelling.get(id);
            if (own != null) {
                return (AbstractRef<T>) own.ref;
            }
            outcome = settled.get(id);
            if (outcome == null && pending.containsKey(id)) {
                return (AbstractRef<T>) pending.get(id);
            }
            ref = new BorrowedRef<>(runtime, id, codec, peer);
            if (outcome == null) {
                pending.put(id, ref);
                if (peer instanceof CallerLaneDelivery lane) {
                    lane.pin();
                }
            }
        }
        if (outcome != null) {
            complete(ref, outcome);
        }
        return ref;
    }

    /** An outcome arrived. */
    void onObjectValue(ObjectId id, boolean failed, byte[] payload) {
        Settled outcome = new Settled(failed, payload);
        BorrowedRef<?> ref;
        synchronized (this) {
            if (id.owner() == runtime.callerId()) {
                return;
            }
            ref = pending.remove(id);
            settled.put(id, outcome);
        }
        if (ref != null) {
            complete(ref, outcome);
            unpin(ref);
        }
    }

    private void complete(BorrowedRef<?> ref, Settled outcome) {
        if (outcome.failed()) {
            ref.completeFailure(runtime.decodeFailure(outcome.payload()));
        } else {
            ref.completeValue(outcome.payload());
        }
    }

    private static void unpin(BorrowedRef<?> ref) {
        if (ref.peer() instanceof CallerLaneDelivery lane) {
            lane.unpin();
        }
    }

    /** The process on the other side of a lane is gone. */
    void onPeerLost(ObjectExchange.Delivery peer, Failure failure) {
        failPending(ref -> ref.peer() == peer, failure);
    }

    /** The session ends. */
    void failAll(Failure failure) {
        failPending(ref -> true, failure);
    }

    private void failPending(Predicate<BorrowedRef<?>> which, Failure failure) {
        List<BorrowedRef<?>> lost = new ArrayList<>();
        synchronized (this) {
            pending.values().removeIf(ref -> which.test(ref) && lost.add(ref));
        }
        lost.forEach(ref -> ref.completeFailure(failure));
    }
}
