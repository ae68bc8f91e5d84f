package io.remex.transport;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.exceptions.DriverTimeoutException;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.FragmentHandler;
import io.remex.RemexConfigException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.agrona.CloseHelper;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** The data plane over Aeron. */
final class AeronDataPlane implements DataPlane {
    /** When a driver that shows no sign of life is given up; see {@link MediaDriverNode} for why so late. */
    static final long DRIVER_TIMEOUT_MS = 10_000;

    private static final long LINGER_NS = TimeUnit.SECONDS.toNanos(3);
    /** Aeron's own thread hears of streams that come and go: soon while some are being added, seldom else. */
    private static final int CONDUCTOR_SHORT_PARKS = 250;

    private static final long CONDUCTOR_MIN_PARK_NS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long CONDUCTOR_MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(32);
    private static final int CONTROL_TERM_BYTES = 1 << 20;
    private static final System.Logger LOGGER = System.getLogger(AeronDataPlane.class.getName());

    private final Aeron aeron;
    private final QuietIdleStrategy conductorIdle;
    private final int laneTermBytes;

    private AeronDataPlane(Aeron aeron, QuietIdleStrategy conductorIdle, int laneTermBytes) {
        this.aeron = aeron;
        this.conductorIdle = conductorIdle;
        this.laneTermBytes = laneTermBytes;
    }

    /** See {@link DataPlane#connect}. */
    static AeronDataPlane connect(NodeDirectory directory, int laneTermBytes) {
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
            return new AeronDataPlane(Aeron.connect(context), conductorIdle, laneTermBytes);
        } catch (DriverTimeoutException e) {
            throw new RemexConfigException(
                    "the node in " + directory.path()
                            + " does not answer: it was stopped or killed. Start remex-node again",
                    e);
        }
    }

    @Override
    public boolean isAlive() {
        return !aeron.isClosed();
    }

    @Override
    public SendingStream addLanePublication(int streamId) {
        conductorIdle.wake();
        return new ExclusiveStream(aeron.addExclusivePublication(channel(laneTermBytes), streamId));
    }

    @Override
    public SendingStream addSharedLanePublication(int streamId) {
        conductorIdle.wake();
        return new SharedStream(aeron.addPublication(channel(laneTermBytes), streamId));
    }

    @Override
    public SendingStream addControlPublication(int streamId) {
        conductorIdle.wake();
        return new ExclusiveStream(aeron.addExclusivePublication(channel(CONTROL_TERM_BYTES), streamId));
    }

    @Override
    public ReceivingStream addSubscription(int streamId) {
        conductorIdle.wake();
        return new SubscribedStream(aeron.addSubscription(CommonContext.IPC_CHANNEL, streamId));
    }

    @Override
    public ReceivingStream addSubscription(int streamId, IntConsumer senderGone) {
        conductorIdle.wake();
        return new SubscribedStream(aeron.addSubscription(
                CommonContext.IPC_CHANNEL, streamId, null, image -> senderGone.accept(image.sessionId())));
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

    private record ExclusiveStream(ExclusivePublication publication) implements SendingStream {
        @Override
        public boolean isConnected() {
            return publication.isConnected();
        }

        @Override
        public boolean hasRoom() {
            return publication.availableWindow() > 0;
        }

        @Override
        public long tryClaim(int lengthBytes, BufferClaim claim) {
            return publication.tryClaim(lengthBytes, claim);
        }

        @Override
        public void close() {
            CloseHelper.quietClose(publication);
        }
    }

    private record SharedStream(Publication publication) implements SendingStream {
        @Override
        public boolean isConnected() {
            return publication.isConnected();
        }

        @Override
        public boolean hasRoom() {
            return publication.availableWindow() > 0;
        }

        @Override
        public long tryClaim(int lengthBytes, BufferClaim claim) {
            return publication.tryClaim(lengthBytes, claim);
        }

        @Override
        public void close() {
            CloseHelper.quietClose(publication);
        }
    }

    private record SubscribedStream(Subscription subscription) implements ReceivingStream {
        @Override
        public boolean isConnected() {
            return subscription.isConnected();
        }

        @Override
        public int poll(FragmentHandler handler, int limit) {
            return subscription.poll(handler, limit);
        }

        @Override
        public int controlledPoll(ControlledFragmentHandler handler, int limit) {
            return subscription.controlledPoll(handler, limit);
        }

        @Override
        public void close() {
            CloseHelper.quietClose(subscription);
        }
    }
}
