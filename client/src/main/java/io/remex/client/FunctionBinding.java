package io.remex.client;

import io.remex.objectstore.DirectBufferCodec;
import io.remex.spi.FunctionDescriptor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one runtime knows of one function: which pool its tasks go to when no option says otherwise, and how long they take.
 */
final class FunctionBinding<R> {
    /**
     * What a function is taken to need before it was measured: more than may be in flight behind another task, so that the first
     * tasks, which may take hours, go one to a slot.
     */
    private static final int FIRST_ESTIMATE_NS = 10_000_000;

    private static final int MIN_ESTIMATE_NS = 500;
    private static final int SMOOTHING_SHIFT = 2;

    private final FunctionDescriptor<R> function;
    private final ResourceDemand defaultDemand;
    private final boolean bringsReferences;
    private final boolean lendsViews;
    /** Where tasks with the default options go; null until a catalog that has the function is known. Written by the control thread. */
    private volatile LeasePool defaultPool;
    /** Smoothed run time; written by whoever polls, and a lost update does no harm. */
    private volatile int estimateNs = FIRST_ESTIMATE_NS;

    private volatile boolean isMeasured;
    /** Tasks on their way to the control thread. While there are some, later ones follow them, so that they keep their order. */
    private final AtomicInteger unresolved = new AtomicInteger();

    FunctionBinding(FunctionDescriptor<R> function) {
        this.function = function;
        this.defaultDemand = ResourceDemand.of(function.defaults());
        this.bringsReferences = Values.hasReferences(function.resultCodec().layout());
        this.lendsViews = DirectBufferCodec.lendsViews(function.resultCodec());
    }

    /** Whether results can have references inside. */
    boolean bringsReferences() {
        return bringsReferences;
    }

    /** Whether results are, or can have inside, views of their bytes. */
    boolean lendsViews() {
        return lendsViews;
    }

    FunctionDescriptor<R> function() {
        return function;
    }

    ResourceDemand defaultDemand() {
        return defaultDemand;
    }

    LeasePool defaultPool() {
        return defaultPool;
    }

    void defaultPool(LeasePool pool) {
        defaultPool = pool;
    }

    boolean hasUnresolved() {
        return unresolved.get() > 0;
    }

    void onUnresolved() {
        unresolved.incrementAndGet();
    }

    void onResolved() {
        unresolved.decrementAndGet();
    }

    int estimateNs() {
        return estimateNs;
    }

    void onMeasured(long runNs) {
        int measured = (int) Math.max(MIN_ESTIMATE_NS, Math.min(runNs, Integer.MAX_VALUE));
        int before = estimateNs;
        estimateNs = isMeasured ? before + (measured - before >> SMOOTHING_SHIFT) : measured;
        isMeasured = true;
    }
}
