package io.remex.transport;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.UnavailableImageHandler;
import io.aeron.exceptions.DriverTimeoutException;
import io.remex.RemexConfigException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * A process's connection to the media driver of its node. Streams are added on the control thread of their owner, one at a time;
 * each takes some milliseconds. Owned by a runtime or a worker, which closes it; the streams end with it.
 */
public final class DataPlane implements AutoCloseable {
    /** When a driver that shows no sign of life is given up; see {@link MediaDriverNode} for why so late. */
    static final long DRIVER_TIMEOUT_MS = 10_000;

    private static final long LINGER_NS = TimeUnit.SECONDS.toNanos(3);
    /** Aeron's own thread hears of streams that come and go: soon while some are being added, seldom else. */
    private static final int CONDUCTOR_SHORT_PARKS = 250;

    private static final long CONDUCTOR_MIN_PARK_NS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long CONDUCTOR_MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(32);
    private static final int CONTROL_TERM_BYTES = 1 << 20;
    private static final System.Logger LOGGER = System.getLogger(DataPlane.class.getName());

    private final Aeron aeron;
    private final QuietIdleStrategy conductorIdle;
    private final int laneTermBytes;

    private DataPlane(Aeron aeron, QuietIdleStrategy conductorIdle, int laneTermBytes) {
        this.aeron = aeron;
        this.conductorIdle = conductorIdle;
        this.laneTermBytes = laneTermBytes;
    }

    /**
     * Connects to the driver of the directory.
     *
     * @param laneTermBytes size of a term of a lane's streams
     * @throws RemexConfigException there is no live driver
     */
    public static DataPlane connect(NodeDirectory directory, int laneTermBytes) {
        ModuleExports.require();
        directory.requireNodeId();
        QuietIdleStrategy conductorIdle =
                new QuietIdleStrategy(CONDUCTOR_SHORT_PARKS, CONDUCTOR_MIN_PARK_NS, CONDUCTOR_MAX_PARK_NS);
        Aeron.Context context = new Aeron.Context()
                .aeronDirectoryName(directory.path().toString())
                .driverTimeoutMs(DRIVER_TIMEOUT_MS)
                .resourceLingerDurationNs(LINGER_NS)
                .idleStrategy(conductorIdle)
                .awaitingIdleStrategy(new SleepingMillisIdleStrategy(1))
                .errorHandler(error -> LOGGER.log(System.Logger.Level.WARNING, "data plane: " + error))
                .subscriberErrorHandler(error -> LOGGER.log(System.Logger.Level.WARNING, "data plane: " + error))
                .useConductorAgentInvoker(false);
        try {
            return new DataPlane(Aeron.connect(context), conductorIdle, laneTermBytes);
        } catch (DriverTimeoutException e) {
            throw new RemexConfigException(
                    "the node in " + directory.path()
                            + " does not answer: it was stopped or killed. Start remex-node again",
                    e);
        }
    }

    /** Whether the driver still answers. When it does not, every stream of this process is dead. */
    public boolean isAlive() {
        return !aeron.isClosed();
    }

    /** The sending half of a task stream; for one thread at a time. */
    ExclusivePublication addLanePublication(int streamId) {
        conductorIdle.wake();
        return aeron.addExclusivePublication(channel(laneTermBytes), streamId);
    }

    /** The sending half of a result stream; for any thread. */
    Publication addSharedLanePublication(int streamId) {
        conductorIdle.wake();
        return aeron.addPublication(channel(laneTermBytes), streamId);
    }

    /** The sending half of a worker's control stream; for any thread. */
    Publication addControlPublication(int streamId) {
        conductorIdle.wake();
        return aeron.addPublication(channel(CONTROL_TERM_BYTES), streamId);
    }

    /** The receiving half of a stream; for one thread at a time. */
    Subscription addSubscription(int streamId) {
        conductorIdle.wake();
        return aeron.addSubscription(CommonContext.IPC_CHANNEL, streamId);
    }

    /** The receiving half of a stream, with word of each sender that goes: from Aeron's own thread, which must not be held up. */
    Subscription addSubscription(int streamId, UnavailableImageHandler gone) {
        conductorIdle.wake();
        return aeron.addSubscription(CommonContext.IPC_CHANNEL, streamId, null, gone);
    }

    private static String channel(int termBytes) {
        return new ChannelUriStringBuilder()
                .media(CommonContext.IPC_MEDIA)
                .mtu(MediaDriverNode.MTU_BYTES)
                .termLength(termBytes)
                .build();
    }

    @Override
    public void close() {
        aeron.close();
    }
}
