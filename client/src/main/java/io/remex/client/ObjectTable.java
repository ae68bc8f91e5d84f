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
    /** What a failure, or a descriptor of memory that somebody else keeps, counts. */
    private static final int SMALL_BYTES = 1_024;

    private final CallerRuntime runtime;
    private final Map<ObjectId, Own> own = new HashMap<>();
    private final ReferenceQueue<AbstractRef<?>> dropped = new ReferenceQueue<>();
    private final Map<ObjectId, BorrowedRef<?>> pending = new HashMap<>();
    /** Handles of borrowed stored values, which hold these: found again as long as somebody has them. */
    private final Map<ObjectId, Own> stored = new HashMap<>();

    private final ReferenceQueue<AbstractRef<?>> forgotten = new ReferenceQueue<>();
    private final LinkedHashMap<ObjectId, Object> settled = new LinkedHashMap<>(16, 0.75f, true);
    private long settledBytes;

    private static final class Own extends WeakReference<AbstractRef<?>> {
        private final ObjectId id;
        /** Each message with the reference brings the value anew. */
        private final boolean isLent;

        Own(AbstractRef<?> ref, ReferenceQueue<AbstractRef<?>> queue, boolean isLent) {
            super(ref, queue);
            this.id = ref.id();
            this.isLent = isLent;
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
                    own.put(ref.id(), new Own(ref, dropped, false));
                }
            }
        }
    }

    /** A reference arrived in a value: the handle of it, an own one if it has only come home. */
    @SuppressWarnings("unchecked") // both ends know the type from the declaration that the compiler saw
    <T> AbstractRef<T> borrow(ObjectId id, Codec<T> codec, ObjectExchange.Delivery peer) {
        BorrowedRef<T> ref;
        Object outcome;
        CallerLaneDelivery lane = peer instanceof CallerLaneDelivery l ? l : null;
        synchronized (this) {
            AbstractRef<?> known = known(id);
            if (known != null) {
                return (AbstractRef<T>) known;
            }
            outcome = settled.get(id);
            ref = new BorrowedRef<>(runtime, id, codec, peer);
            if (outcome == null) {
                pending.put(id, ref);
                if (lane != null) {
                    lane.pin();
                }
            } else if (outcome instanceof StoredValue value) {
                if (value.isBorrowed()) {
                    value.retain(); // this table's hold is for other tasks that may bring the reference, until it is
                    // reclaimed
                } else {
                    unsettle(id, value);
                }
                stored.put(id, new Own(ref, forgotten, value.isBorrowed()));
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

    /** A live handle of the object, or null. */
    private AbstractRef<?> known(ObjectId id) {
        for (Object entry = forgotten.poll(); entry != null; entry = forgotten.poll()) {
            ObjectId gone = ((Own) entry).id;
            if (stored.remove(gone, entry) && !((Own) entry).isLent) {
                settle(gone, Failure.of(ErrorCode.OBJECT_LOST, "the borrowed object " + gone + " was let go of"));
            }
        }
        for (Own handle : new Own[] {own.get(id), stored.get(id)}) {
            AbstractRef<?> ref = handle == null ? null : handle.get();
            if (ref != null) {
                return ref;
            }
        }
        return pending.get(id);
    }

    /**
     * An outcome arrived.
     *
     * @param outcome a value's bytes, a {@link StoredValue} whose hold becomes this table's, or a {@link Failure}
     */
    void onOutcome(ObjectId id, Object outcome) {
        BorrowedRef<?> ref;
        synchronized (this) {
            ref = pending.remove(id);
            StoredValue value = outcome instanceof StoredValue v ? v : null;
            if (ref != null && value != null) {
                stored.put(id, new Own(ref, forgotten, value.isBorrowed()));
            }
            if (ref == null || value == null) {
                settle(id, outcome);
            } else if (value.isBorrowed()) {
                value.retain();
                settle(id, outcome);
            }
        }
        if (ref != null) {
            complete(ref, outcome);
            unpin(ref);
        }
    }

    /** No message that came before brings the reference for this loan any more. */
    synchronized void onReclaimed(ObjectId id, ObjectExchange.Loan loan) {
        if (settled.get(id) instanceof StoredValue value && loan.equals(value.loan())) {
            settled.remove(id);
            letGo(value);
        }
    }

    private void settle(ObjectId id, Object outcome) {
        letGo(settled.put(id, outcome));
        settledBytes += sizeBytes(outcome);
        Iterator<Object> oldest = settled.values().iterator();
        while (settled.size() > MAX_SETTLED || settledBytes > MAX_SETTLED_BYTES && settled.size() > 1) {
            Object next = oldest.next();
            oldest.remove();
            letGo(next);
        }
    }

    private void letGo(Object outcome) {
        settledBytes -= sizeBytes(outcome);
        if (outcome instanceof StoredValue value) {
            value.release();
        }
    }

    private void unsettle(ObjectId id, StoredValue value) {
        settled.remove(id);
        settledBytes -= sizeBytes(value);
    }

    private static long sizeBytes(Object outcome) {
        if (outcome == null) {
            return 0;
        }
        if (outcome instanceof byte[] bytes) {
            return bytes.length;
        }
        return outcome instanceof StoredValue value && !value.isBorrowed() ? value.length() : SMALL_BYTES;
    }

    /** How many own references are known, how many are awaited, how many outcomes are kept; for tests. */
    synchronized int[] sizes() {
        return new int[] {own.size(), pending.size(), settled.size()};
    }

    private static void complete(BorrowedRef<?> ref, Object outcome) {
        if (outcome instanceof Failure failure) {
            ref.completeFailure(failure);
        } else if (outcome instanceof StoredValue value) {
            ref.completeStored(value);
        } else {
            ref.completeValue((byte[]) outcome);
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
