package io.remex.client;

import io.remex.ErrorCode;
import io.remex.ObjectId;
import io.remex.codec.Codec;
import io.remex.protocol.Failure;
import io.remex.spi.ObjectExchange;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * References that crossed the border of this process: own ones that travelled, and borrowed ones whose outcomes come from their
 * owners. Thread safe under its monitor; outcomes are handed on outside of it.
 *
 * <p>Own references are known weakly: one that may come home is held by the task that carries it, or by the program.
 */
final class ObjectTable {
    /** Outcomes kept for references that were not read out of their value yet, or may be read again. */
    private static final int MAX_SETTLED = 16_384;

    private static final long MAX_SETTLED_BYTES = 64L << 20;

    private final CallerRuntime runtime;
    private final Map<ObjectId, Own> own = new HashMap<>();
    private final ReferenceQueue<AbstractRef<?>> dropped = new ReferenceQueue<>();
    private final Map<ObjectId, BorrowedRef<?>> pending = new HashMap<>();
    private final LinkedHashMap<ObjectId, Settled> settled = new LinkedHashMap<>(16, 0.75f, true);
    private long settledBytes;

    private record Settled(boolean failed, byte[] payload) {}

    private static final class Own extends WeakReference<AbstractRef<?>> {
        private final ObjectId id;

        Own(AbstractRef<?> ref, ReferenceQueue<AbstractRef<?>> queue) {
            super(ref, queue);
            this.id = ref.id();
        }
    }

    ObjectTable(CallerRuntime runtime) {
        this.runtime = runtime;
    }

    /** These references leave in a message. */
    synchronized void onExported(List<ExportedRef<?>> exports) {
        for (Object entry = dropped.poll(); entry != null; entry = dropped.poll()) {
            own.remove(((Own) entry).id, entry);
        }
        for (ExportedRef<?> export : exports) {
            AbstractRef<?> ref = export.ref();
            if (ref.id().owner() == runtime.callerId()) {
                Own known = own.get(ref.id());
                if (known == null || known.get() == null) {
                    own.put(ref.id(), new Own(ref, dropped));
                }
            }
        }
    }

    /** A reference arrived in a value: the handle of it, an own one if it has only come home. */
    @SuppressWarnings("unchecked") // both ends know the type from the declaration that the compiler saw
    <T> AbstractRef<T> borrow(ObjectId id, Codec<T> codec, ObjectExchange.Delivery peer) {
        BorrowedRef<T> ref;
        Settled outcome;
        CallerLaneDelivery lane = peer instanceof CallerLaneDelivery l ? l : null;
        synchronized (this) {
            Own known = own.get(id);
            AbstractRef<?> home = known == null ? null : known.get();
            if (home != null) {
                return (AbstractRef<T>) home;
            }
            outcome = settled.get(id);
            if (outcome == null && pending.containsKey(id)) {
                return (AbstractRef<T>) pending.get(id);
            }
            ref = new BorrowedRef<>(runtime, id, codec, peer);
            if (outcome == null) {
                pending.put(id, ref);
                if (lane != null) {
                    lane.pin();
                }
            }
        }
        if (outcome != null) {
            complete(ref, outcome);
        } else if (lane != null && lane.isClosed()) {
            onPeerLost(
                    lane,
                    Failure.of(
                            ErrorCode.OWNER_LOST,
                            "the lane on which " + id + " came is closed; nothing more comes on it"));
        }
        return ref;
    }

    /** An outcome arrived. */
    void onObjectValue(ObjectId id, boolean failed, byte[] payload) {
        Settled outcome = new Settled(failed, payload);
        BorrowedRef<?> ref;
        synchronized (this) {
            ref = pending.remove(id);
            settle(id, outcome);
        }
        if (ref != null) {
            complete(ref, outcome);
            unpin(ref);
        }
    }

    private void settle(ObjectId id, Settled outcome) {
        Settled before = settled.put(id, outcome);
        settledBytes += outcome.payload().length - (before == null ? 0 : before.payload().length);
        Iterator<Settled> oldest = settled.values().iterator();
        while (settled.size() > MAX_SETTLED || settledBytes > MAX_SETTLED_BYTES) {
            settledBytes -= oldest.next().payload().length;
            oldest.remove();
        }
    }

    /** How many own references are known, how many are awaited, how many outcomes are kept; for tests. */
    synchronized int[] sizes() {
        return new int[] {own.size(), pending.size(), settled.size()};
    }

    private void complete(BorrowedRef<?> ref, Settled outcome) {
        if (outcome.failed()) {
            ref.completeFailure(Values.decodeFailure(outcome.payload()));
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
