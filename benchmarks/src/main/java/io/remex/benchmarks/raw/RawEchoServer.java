package io.remex.benchmarks.raw;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.ControlledFragmentHandler.Action;
import io.aeron.logbuffer.Header;
import io.remex.benchmarks.subject.RoundAnswer;
import io.remex.benchmarks.subject.RoundRequest;
import io.remex.benchmarks.subject.SubjectProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * The answering end of the raw echo, a process: {@code RawEchoServer <aeron directory>}. It polls only during a {@code serve} round,
 * which ends when each of its {@code clients} has said {@link RawChannel#STOP}.
 */
public final class RawEchoServer {
    private static final int POLL_LIMIT = 256;
    private static final long ROUND_LIMIT_NS = TimeUnit.MINUTES.toNanos(2);
    private static final int TIME_CHECK_PERIOD = 1 << 12;

    private final Aeron aeron;
    private final List<Line> lines = new ArrayList<>();
    private int stopped;

    private RawEchoServer(Aeron aeron) {
        this.aeron = aeron;
    }

    /** Serves rounds until standard input ends. */
    public static void main(String... arguments) throws IOException {
        try (Aeron aeron = RawChannel.connect(arguments[0])) {
            RawEchoServer server = new RawEchoServer(aeron);
            new SubjectProgram().loop("serve", server::serve).run();
        }
    }

    private RoundAnswer serve(RoundRequest request) {
        int clients = Math.toIntExact(request.number("clients"));
        while (lines.size() < clients) {
            lines.add(new Line(lines.size()));
        }
        IdleStrategy idle = RawChannel.idleStrategy(request.text("latency"));
        stopped = 0;
        long startNs = System.nanoTime();
        for (long round = 1; stopped < clients; round++) {
            int polled = 0;
            for (int i = 0; i < clients; i++) {
                polled += lines.get(i).poll();
            }
            idle.idle(polled);
            if (round % TIME_CHECK_PERIOD == 0 && System.nanoTime() - startNs > ROUND_LIMIT_NS) {
                throw new IllegalStateException("clients did not stop within two minutes");
            }
        }
        return RoundAnswer.of("clients", clients);
    }

    private final class Line {
        private final Subscription requests;
        private final ExclusivePublication replies;
        private final BufferClaim claim = new BufferClaim();
        private final ControlledFragmentHandler handler = this::onRequest;

        private Line(int client) {
            requests = aeron.addSubscription(RawChannel.channel(), RawChannel.requestStream(client));
            replies = aeron.addExclusivePublication(RawChannel.channel(), RawChannel.replyStream(client));
        }

        int poll() {
            return requests.controlledPoll(handler, POLL_LIMIT);
        }

        private Action onRequest(DirectBuffer buffer, int offset, int length, Header header) {
            long value = buffer.getLong(offset);
            if (value == RawChannel.STOP) {
                stopped++;
                return Action.CONTINUE;
            }
            if (replies.tryClaim(RawChannel.REPLY_BYTES, claim) <= 0) {
                return Action.ABORT; // full, or turning the page: read again at the next poll
            }
            claim.buffer().putLong(claim.offset(), value + 1);
            claim.commit();
            return Action.CONTINUE;
        }
    }
}
