package io.remex.examples.options.caller;

import io.remex.examples.options.ProbeRemote;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Measures what a task costs by itself: the time from the call of a stub to its result, for tasks that do nothing, submitted
 * one after another, so that none of them queues. They travel the same way as those that price. Needs a Remex session.
 */
public final class OverheadProbe {
    private static final int WARM_UP_CALLS = 5_000;
    private static final int CALLS = 20_000;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(3);
    private static final int SIGNIFICANT_DIGITS = 3;

    /** Round-trip times in nanoseconds. Ends after a fixed number of calls or a few seconds, whichever is first. */
    public Histogram measure() {
        call(WARM_UP_CALLS, new Histogram(SIGNIFICANT_DIGITS));
        Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
        call(CALLS, histogram);
        return histogram;
    }

    private static void call(int calls, Histogram histogram) {
        long startNs = System.nanoTime();
        long beforeNs = startNs;
        for (long i = 0; i < calls && beforeNs - startNs < TIME_LIMIT.toNanos(); i++) {
            long answer = ProbeRemote.echo(i).get();
            long afterNs = System.nanoTime();
            if (answer != i) {
                throw new IllegalStateException("echo(" + i + ") returned " + answer);
            }
            histogram.recordValue(afterNs - beforeNs);
            beforeNs = afterNs;
        }
    }
}
