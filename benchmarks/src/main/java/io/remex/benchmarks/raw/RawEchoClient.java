package io.remex.benchmarks.raw;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.remex.benchmarks.subject.Echo;
import io.remex.benchmarks.subject.RoundRequest;
import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/** The asking end of the raw echo, a process: {@code RawEchoClient <aeron directory> <number of this client>}. */
public final class RawEchoClient implements Echo {
    private static final int POLL_LIMIT = 256;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private final ExclusivePublication requests;
    private final Subscription replies;
    private final IdleStrategy idle;
    private final BufferClaim claim = new BufferClaim();
    private final FragmentHandler handler = this::onReply;
    private final long[] results;
    private long received;
    private long taken;

    private RawEchoClient(ExclusivePublication requests, Subscription replies, IdleStrategy idle, int window) {
        this.requests = requests;
        this.replies = replies;
        this.idle = idle;
        this.results = new long[Integer.highestOneBit(Math.max(1, window - 1)) << 1];
    }

    /** Measures rounds until standard input ends. */
    public static void main(String... arguments) throws IOException {
        int client = Integer.parseInt(arguments[1]);
        try (Aeron aeron = RawChannel.connect(arguments[0])) {
            Subscription replies = aeron.addSubscription(RawChannel.channel(), RawChannel.replyStream(client));
            ExclusivePublication requests =
                    aeron.addExclusivePublication(RawChannel.channel(), RawChannel.requestStream(client));
            SubjectProgram.ofEcho((window, request) -> open(requests, replies, window, request))
                    .run();
        }
    }

    private static Echo open(ExclusivePublication requests, Subscription replies, int window, RoundRequest request) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!requests.isConnected() || !replies.isConnected()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("the raw server is not there");
            }
            Thread.yield();
        }
        return new RawEchoClient(requests, replies, RawChannel.idleStrategy(request.text("latency")), window);
    }

    @Override
    public long call(long value) {
        submit(value);
        return take();
    }

    @Override
    public void submit(long value) {
        while (true) {
            long position = requests.tryClaim(RawChannel.REQUEST_BYTES, claim);
            if (position > 0) {
                break;
            }
            if (position != Publication.BACK_PRESSURED && position != Publication.ADMIN_ACTION) {
                throw new IllegalStateException("the raw server has gone: " + Publication.errorString(position));
            }
            replies.poll(handler, POLL_LIMIT);
        }
        claim.buffer().putLong(claim.offset(), value);
        claim.commit();
    }

    @Override
    public long take() {
        if (received == taken) {
            await();
        }
        return results[(int) taken++ & results.length - 1];
    }

    private void await() {
        idle.reset();
        while (true) {
            replies.poll(handler, POLL_LIMIT);
            if (received > taken) {
                return;
            }
            if (!replies.isConnected()) {
                throw new IllegalStateException("the raw server has gone");
            }
            idle.idle();
        }
    }

    @Override
    public boolean isOldestReady() {
        if (received == taken) {
            replies.poll(handler, POLL_LIMIT);
        }
        return received > taken;
    }

    private void onReply(DirectBuffer buffer, int offset, int length, Header header) {
        results[(int) received++ & results.length - 1] = buffer.getLong(offset);
    }

    @Override
    public void close() {
        submit(RawChannel.STOP);
    }
}
