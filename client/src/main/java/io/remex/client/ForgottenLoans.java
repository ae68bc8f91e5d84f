package io.remex.client;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Loans whose tasks have ended and that are still held here: a reference of user code has them, or one that it forgot, which only the garbage
 * collector finds. A busy process collects often enough; an idle one would keep its lender's memory for as long as it is idle, so it is
 * asked to collect: once for each loan, not more often than each ten seconds, and not if it has collected since. Any thread.
 */
final class ForgottenLoans {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(10);

    private final Runnable collector;
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private long askedAtNs;
    private boolean hasAsked;

    /** @param witness goes with the next collection */
    private record Kept(StoredValue value, long sinceNs, WeakReference<Object> witness) {}

    /** @param collector asks for a collection */
    ForgottenLoans(Runnable collector) {
        this.collector = collector;
    }

    /** The lender asked for a value that is held here; returns after which time to {@link #tick}, or 0 if that is known. */
    synchronized long add(StoredValue value, long nowNs) {
        kept.add(new Kept(value, nowNs, new WeakReference<>(new Object())));
        return kept.size() == 1 ? nextLookNs(nowNs) : 0;
    }

    /** Asks for a collection if that may find something; returns after which time to look again, or 0 if there is nothing to look for. */
    long tick(long nowNs) {
        if (isCollectionWorthwhile(nowNs)) {
            collector.run();
        }
        return nextLookNs(nowNs);
    }

    private synchronized boolean isCollectionWorthwhile(long nowNs) {
        boolean isWorthwhile = false;
        while (!kept.isEmpty() && nextLookNs(nowNs) <= 0) {
            Kept oldest = kept.pollFirst();
            isWorthwhile |= oldest.value().isHeld() && oldest.witness().get() != null;
        }
        if (isWorthwhile) {
            hasAsked = true;
            askedAtNs = nowNs;
        }
        return isWorthwhile;
    }

    private synchronized long nextLookNs(long nowNs) {
        if (kept.isEmpty()) {
            return 0;
        }
        long patienceNs = kept.peekFirst().sinceNs() + PATIENCE_NS - nowNs;
        return hasAsked ? Math.max(patienceNs, askedAtNs + PERIOD_NS - nowNs) : patienceNs;
    }
}
