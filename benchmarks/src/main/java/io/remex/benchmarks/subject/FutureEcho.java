package io.remex.benchmarks.subject;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/** An echo over any system whose calls return futures. */
public final class FutureEcho implements Echo {
    private static final long PATIENCE_S = 60;

    private final LongFunction<? extends Future<Long>> begin;
    private final Future<Long>[] futures;
    private int first;
    private int next;

    /**
     * Over a call.
     *
     * @param window how many may be begun and not taken
     * @param begin begins one
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of futures cannot be made otherwise
    public FutureEcho(int window, LongFunction<? extends Future<Long>> begin) {
        this.begin = begin;
        this.futures = new Future[window];
    }

    @Override
    public long call(long value) {
        return result(begin.apply(value));
    }

    @Override
    public void submit(long value) {
        futures[next] = begin.apply(value);
        next = next + 1 == futures.length ? 0 : next + 1;
    }

    @Override
    public long take() {
        Future<Long> future = futures[first];
        futures[first] = null;
        first = first + 1 == futures.length ? 0 : first + 1;
        return result(future);
    }

    @Override
    public boolean isOldestReady() {
        return futures[first].isDone();
    }

    private static long result(Future<Long> future) {
        try {
            return future.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no result within " + PATIENCE_S + " s", e);
        }
    }

    @Override
    public void close() {
        // calls that have not ended end by themselves
    }
}
