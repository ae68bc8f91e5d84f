package io.remex.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.NanoClock;

/**
 * Decides on each datagram that reaches the media driver, counts what it turns away, and says so in the log, at most once in ten
 * seconds. The media driver's thread only, but for the counts.
 */
final class DatagramCheck {
    private static final long COMPLAINT_PERIOD_NS = TimeUnit.SECONDS.toNanos(10);
    private static final System.Logger LOGGER = System.getLogger(DatagramCheck.class.getName());

    private final Members members;
    private final NanoClock clock;
    private volatile long strangerCount;
    private volatile long malformedCount;
    private long complainedAtNs;

    DatagramCheck(Members members, NanoClock clock) {
        this.members = members;
        this.clock = clock;
        this.complainedAtNs = clock.nanoTime() - COMPLAINT_PERIOD_NS;
    }

    /** Whether to act upon a datagram. */
    boolean accepts(InetSocketAddress source, boolean isWellFormed) {
        if (!members.includes(source)) {
            strangerCount = strangerCount + 1;
            complain(source, "is no node of this cluster, or not known yet");
            return false;
        }
        if (!isWellFormed) {
            malformedCount = malformedCount + 1;
            complain(source, "sends what is no frame");
            return false;
        }
        return true;
    }

    private void complain(InetSocketAddress source, String what) {
        long nowNs = clock.nanoTime();
        if (nowNs - complainedAtNs >= COMPLAINT_PERIOD_NS) {
            complainedAtNs = nowNs;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "datagrams turned away: " + source + ' ' + what + "; from strangers so far " + strangerCount
                            + ", malformed " + malformedCount);
        }
    }

    /** Datagrams that came from no member. */
    long strangerCount() {
        return strangerCount;
    }

    /** Datagrams of members that were not what they should be. */
    long malformedCount() {
        return malformedCount;
    }
}
