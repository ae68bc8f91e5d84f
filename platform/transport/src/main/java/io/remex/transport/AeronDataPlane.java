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
import io.remex.ConfigKey;
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
    private final DataNetwork network;

    private AeronDataPlane(Aeron aeron, QuietIdleStrategy conductorIdle, int laneTermBytes, DataNetwork network) {
        this.aeron = aeron;
        this.conductorIdle = conductorIdle;
        this.network = network;
        this.laneTermBytes = laneTermBytes;
    }

    /** See {@link DataPlane#connect}. */
    static AeronDataPlane connect(NodeDirectory directory, int laneTermBytes) {
        ModuleExports.require();
        directory.requireNodeId();
        DataNetwork network = DataNetwork.read(directory);
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
            return new AeronDataPlane(Aeron.connect(context), conductorIdle, laneTermBytes, network);
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
    public SendingStream addLanePublication(PeerNode peer, int streamId) {
        conductorIdle.wake();
        String channel = channel(peer, laneTermBytes);
        return peer.isSame()
                ? new ExclusiveStream(aeron.addExclusivePublication(channel, streamId))
                : new NetworkSendingStream(aeron.addExclusivePublication(channel, streamId));
    }

    @Override
    public SendingStream addSharedLanePublication(PeerNode peer, int streamId) {
        conductorIdle.wake();
        Publication publication = aeron.addPublication(channel(peer, laneTermBytes), streamId);
        return peer.isSame() ? new SharedStream(publication) : new NetworkSendingStream(publication);
    }

    @Override
    public SendingStream addControlPublication(PeerNode peer, int streamId) {
        conductorIdle.wake();
        String channel = channel(peer, CONTROL_TERM_BYTES);
        return peer.isSame()
                ? new ExclusiveStream(aeron.addExclusivePublication(channel, streamId))
                : new NetworkSendingStream(aeron.addExclusivePublication(channel, streamId));
    }

    @Override
    public ReceivingStream addSubscription(PeerNode peer, int streamId) {
        conductorIdle.wake();
        return peer.isSame()
                ? new SubscribedStream(aeron.addSubscription(CommonContext.IPC_CHANNEL, streamId))
                : new NetworkReceivingStream(handler -> aeron.addSubscription(ownEndpoint(), streamId, null, handler));
    }

    @Override
    public ReceivingStream addSubscription(int streamId, IntConsumer senderGone) {
        conductorIdle.wake();
        SubscribedStream local = new SubscribedStream(aeron.addSubscription(
                CommonContext.IPC_CHANNEL, streamId, null, image -> senderGone.accept(image.sessionId())));
        if (network == null) {
            return local;
        }
        NetworkReceivingStream remote =
                new NetworkReceivingStream(handler -> aeron.addSubscription(ownEndpoint(), streamId, null, image -> {
                    handler.onUnavailableImage(image);
                    senderGone.accept(image.sessionId());
                }));
        return new BothStreams(local, remote);
    }

    @Override
    public String dataAddress() {
        return network == null ? "" : network.address().text();
    }

    private DataNetwork network() {
        if (network == null) {
            throw new IllegalStateException(
                    "a stream to another node, and this one has no " + ConfigKey.NODE_DATA_ADDRESS.key());
        }
        return network;
    }

    private String ownEndpoint() {
        return new ChannelUriStringBuilder()
                .media(CommonContext.UDP_MEDIA)
                .endpoint(network().address().endpoint())
                .build();
    }

    private String channel(PeerNode peer, int termBytes) {
        if (!peer.isSame()) {
            return new ChannelUriStringBuilder()
                    .media(CommonContext.UDP_MEDIA)
                    .endpoint(peer.address().endpoint())
                    .mtu(network().mtuBytes())
                    .termLength(termBytes)
                    .build();
        }
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

    /** What comes from this node, and what comes from others. */
    private record BothStreams(ReceivingStream local, ReceivingStream remote) implements ReceivingStream {
        @Override
        public boolean isConnected() {
            return local.isConnected() || remote.isConnected();
        }

        @Override
        public int poll(FragmentHandler handler, int limit) {
            return local.poll(handler, limit) + remote.poll(handler, limit);
        }

        @Override
        public int controlledPoll(ControlledFragmentHandler handler, int limit) {
            return local.controlledPoll(handler, limit) + remote.controlledPoll(handler, limit);
        }

        @Override
        public void close() {
            local.close();
            remote.close();
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
