package io.remex.benchmarks.subject;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The loops over an {@link Echo}. Every result is checked. Each loop warms up for {@code warmup} ms on the echo that it then
 * measures for {@code duration} ms.
 */
public final class EchoLoops {
    private static final int TIME_CHECK_PERIOD = 64;
    private static final long STALL_NS = 20_000_000_000L;

    private final Echo.Source source;

    /** Loops over what the source opens. */
    public EchoLoops(Echo.Source source) {
        this.source = source;
    }

    /**
     * One call after the other. The next call begins when the one before has ended, so a stall is one long call and delays the
     * others instead of adding to them: these are times of service, to be read with those of {@link #openLoop}.
     */
    public RoundAnswer closedLoop(RoundRequest request) {
        try (Echo echo = source.open(1, request)) {
            callFor(echo, request.durationNs("warmup"), RoundAnswer.newHistogram());
            Histogram latency = RoundAnswer.newHistogram();
            long startNs = System.nanoTime();
            long calls = callFor(echo, request.durationNs("duration"), latency);
            double seconds = (System.nanoTime() - startNs) / 1e9;
            return new RoundAnswer(Map.of("throughput", calls / seconds), latency, "");
        }
    }

    private static long callFor(Echo echo, long durationNs, Histogram latency) {
        long startNs = System.nanoTime();
        long beforeNs = startNs;
        long calls = 0;
        while (beforeNs - startNs < durationNs) {
            check(echo.call(calls), calls);
            long afterNs = System.nanoTime();
            RoundAnswer.record(latency, afterNs - beforeNs);
            beforeNs = afterNs;
            calls++;
        }
        return calls;
    }

    /** Single calls, each after {@code idle} ms in which nothing is asked of the system: what the first call of a burst costs. */
    public RoundAnswer afterIdle(RoundRequest request) {
        long idleNs = request.durationNs("idle");
        long calls = request.number("calls");
        try (Echo echo = source.open(1, request)) {
            callFor(echo, request.durationNs("warmup"), RoundAnswer.newHistogram());
            Histogram latency = RoundAnswer.newHistogram();
            for (long i = 0; i < calls; i++) {
                long wakeNs = System.nanoTime() + idleNs;
                for (long leftNs = idleNs; leftNs > 0; leftNs = wakeNs - System.nanoTime()) {
                    LockSupport.parkNanos(leftNs);
                }
                long beforeNs = System.nanoTime();
                check(echo.call(i), i);
                RoundAnswer.record(latency, System.nanoTime() - beforeNs);
            }
            return new RoundAnswer(Map.of("calls", (double) calls), latency, "");
        }
    }

    /** As many calls in flight as the {@code window} allows, for throughput. */
    public RoundAnswer windowLoop(RoundRequest request) {
        int window = Math.toIntExact(request.number("window"));
        try (Echo echo = source.open(window, request)) {
            pipe(echo, window, request.durationNs("warmup"));
            long startNs = System.nanoTime();
            long calls = pipe(echo, window, request.durationNs("duration"));
            return RoundAnswer.of("throughput", calls / ((System.nanoTime() - startNs) / 1e9));
        }
    }

    private static long pipe(Echo echo, int window, long durationNs) {
        long deadlineNs = System.nanoTime() + durationNs;
        long submitted = 0;
        long taken = 0;
        while (submitted % TIME_CHECK_PERIOD != 0 || System.nanoTime() - deadlineNs < 0) {
            if (submitted - taken == window) {
                check(echo.take(), taken++);
            }
            echo.submit(submitted++);
        }
        while (taken < submitted) {
            check(echo.take(), taken++);
        }
        return taken;
    }

    /**
     * Calls at a fixed {@code rate}, begun whether or not those before have ended; a time counts from when the call <em>should</em>
     * have begun. So a stall is seen by every call that it delays: nothing is omitted.
     */
    public RoundAnswer openLoop(RoundRequest request) {
        int window = Math.toIntExact(request.number("window"));
        long rate = request.number("rate");
        try (Echo echo = source.open(window, request)) {
            atRate(echo, window, rate, request.durationNs("warmup"), RoundAnswer.newHistogram());
            Histogram latency = RoundAnswer.newHistogram();
            long calls = atRate(echo, window, rate, request.durationNs("duration"), latency);
            return new RoundAnswer(Map.of("calls", (double) calls), latency, "");
        }
    }

    private static long atRate(Echo echo, int window, long rate, long durationNs, Histogram latency) {
        double intervalNs = 1e9 / rate;
        long total = Math.round(durationNs / intervalNs);
        long startNs = System.nanoTime();
        long submitted = 0;
        long taken = 0;
        while (taken < total) {
            long nowNs = System.nanoTime();
            if (submitted < total && submitted - taken < window && nowNs >= dueNs(startNs, submitted, intervalNs)) {
                echo.submit(submitted++);
            } else if (taken < submitted && echo.isOldestReady()) {
                check(echo.take(), taken);
                RoundAnswer.record(latency, System.nanoTime() - dueNs(startNs, taken, intervalNs));
                taken++;
            } else if (nowNs - startNs > durationNs + STALL_NS) {
                throw new IllegalStateException(
                        "only " + taken + " of " + total + " calls at " + rate + "/s have ended");
            }
        }
        return total;
    }

    private static long dueNs(long startNs, long call, double intervalNs) {
        return startNs + (long) (call * intervalNs);
    }

    private static void check(long result, long value) {
        if (result != value + 1) {
            throw new IllegalStateException("the call of " + value + " returned " + result);
        }
    }
}
