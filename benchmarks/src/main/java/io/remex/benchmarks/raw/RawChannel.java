package io.remex.benchmarks.raw;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What both ends of the raw echo agree on. */
final class RawChannel {
    /** As long as the product's message for a task with one {@code long}, and for its result. */
    static final int REQUEST_BYTES = 64;

    static final int REPLY_BYTES = 45;
    /** Ends the server's round; no loop calls with it. */
    static final long STOP = Long.MIN_VALUE;

    private static final int FIRST_REQUEST_STREAM = 1_900_000_000;
    private static final int FIRST_REPLY_STREAM = 1_900_001_000;
    /** Those of the product's lanes. */
    private static final int TERM_BYTES = 4 << 20;

    private static final int MTU_BYTES = 65_504;

    private RawChannel() {}

    static Aeron connect(String directory) {
        return Aeron.connect(new Aeron.Context().aeronDirectoryName(directory));
    }

    static String channel() {
        return new ChannelUriStringBuilder()
                .media(CommonContext.IPC_MEDIA)
                .mtu(MTU_BYTES)
                .termLength(TERM_BYTES)
                .build();
    }

    static int requestStream(int client) {
        return FIRST_REQUEST_STREAM + client;
    }

    static int replyStream(int client) {
        return FIRST_REPLY_STREAM + client;
    }

    /** How an end waits: as the product's latency tiers do, and two that it does not have. */
    static IdleStrategy idleStrategy(String name) {
        return switch (name) {
            case "low", "spin" -> new BusySpinIdleStrategy();
            case "yield" -> new YieldingIdleStrategy();
            case "balanced" ->
                new BackoffIdleStrategy(
                        100, 200, TimeUnit.MICROSECONDS.toNanos(50), TimeUnit.MICROSECONDS.toNanos(200));
            case "idle" ->
                new BackoffIdleStrategy(10, 10, TimeUnit.MICROSECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(2));
            default -> throw new IllegalArgumentException("no idle strategy '" + name + "'");
        };
    }
}
