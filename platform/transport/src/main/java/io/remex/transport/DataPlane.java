package io.remex.transport;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.UnavailableImageHandler;
import io.aeron.exceptions.DriverTimeoutException;
import io.remex.ConfigKey;
import io.remex.RemexConfigException;
import java.util.List;
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
    private static final int CONTROL_TERM_BYTES = 1 << 20;
    private static final System.Logger LOGGER = System.getLogger(DataPlane.class.getName());

    private final Aeron aeron;
    private final int laneTermBytes;
    private final DataNetwork network;

    private DataPlane(Aeron aeron, int laneTermBytes, DataNetwork network) {
        this.aeron = aeron;
        this.network = network;
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
        DataNetwork network = DataNetwork.read(directory);
        Aeron.Context context = new Aeron.Context()
                .aeronDirectoryName(directory.path().toString())
                .driverTimeoutMs(DRIVER_TIMEOUT_MS)
                .resourceLingerDurationNs(LINGER_NS)
                .idleStrategy(new SleepingMillisIdleStrategy(4))
                .awaitingIdleStrategy(new SleepingMillisIdleStrategy(1))
                .errorHandler(error -> LOGGER.log(System.Logger.Level.WARNING, "data plane: " + error))
                .subscriberErrorHandler(error -> LOGGER.log(System.Logger.Level.WARNING, "data plane: " + error))
                .useConductorAgentInvoker(false);
        try {
            return new DataPlane(Aeron.connect(context), laneTermBytes, network);
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
    ExclusivePublication addLanePublication(PeerNode peer, int streamId) {
        return aeron.addExclusivePublication(channel(peer, laneTermBytes), streamId);
    }

    /** The sending half of a result stream; for any thread. */
    Publication addSharedLanePublication(PeerNode peer, int streamId) {
        return aeron.addPublication(channel(peer, laneTermBytes), streamId);
    }

    /** The sending half of a worker's control stream; for any thread. */
    Publication addControlPublication(PeerNode peer, int streamId) {
        return aeron.addPublication(channel(peer, CONTROL_TERM_BYTES), streamId);
    }

    /** The receiving half of a stream from that node; for one thread at a time. */
    Subscription addSubscription(PeerNode peer, int streamId) {
        return aeron.addSubscription(peer.isSame() ? CommonContext.IPC_CHANNEL : ownEndpoint(), streamId);
    }

    /**
     * The receiving halves of a stream that anybody may send on, from this node and, if there is a network, from others. With word of
     * each sender that goes: from Aeron's own thread, which must not be held up.
     */
    List<Subscription> addSubscriptions(int streamId, UnavailableImageHandler gone) {
        Subscription local = aeron.addSubscription(CommonContext.IPC_CHANNEL, streamId, null, gone);
        return network == null
                ? List.of(local)
                : List.of(local, aeron.addSubscription(ownEndpoint(), streamId, null, gone));
    }

    /** This node's address on the network, as other nodes are told; empty if it has none. */
    public String dataAddress() {
        return network == null ? "" : network.address().text();
    }

    private DataNetwork network() {
        if (network == null) {
            throw new IllegalStateException("a stream to another node, and this one has no "
                    + ConfigKey.NODE_DATA_ADDRESS.key());
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
}
