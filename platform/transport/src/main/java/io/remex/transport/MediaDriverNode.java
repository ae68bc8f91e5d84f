package io.remex.transport;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.exceptions.ActiveDriverException;
import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.remex.protocol.link.GrpcSchedulerConnection;
import io.remex.protocol.link.SchedulerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemNanoClock;

/**
 * The media driver of a node: gives the processes of this host the log buffers that their lanes are made of, and takes them away
 * from processes that die. Unless an address is configured this is shared memory only, and no socket is opened. With one, streams of
 * other nodes come in by it, behind endpoints that act upon well-formed datagrams of nodes that the scheduler knows.
 * Whoever launches it closes it, which removes the directory.
 */
public final class MediaDriverNode implements AutoCloseable {
    /** The largest message plus its frame: 64 KiB less 32 bytes, the largest that Aeron frames without fragmenting. */
    static final int MTU_BYTES = 65_504;

    /**
     * Long on purpose: a process that gets no processor for some seconds is not dead, and to be taken for dead is fatal to it. That a
     * process has died is noticed by its control stream, in milliseconds (DESIGN D6).
     */
    private static final long CLIENT_LIVENESS_NS = TimeUnit.SECONDS.toNanos(10);

    private static final long UNBLOCK_NS = TimeUnit.SECONDS.toNanos(15);
    /** While messages travel the window of their streams moves every millisecond; keep-alives alone do not keep it awake for long. */
    private static final int SHORT_PARKS = 10;

    private static final long MIN_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(8);
    private static final int COUNTER_VALUES_BYTES = 1 << 20;

    private static final System.Logger LOGGER = System.getLogger(MediaDriverNode.class.getName());

    private final MediaDriver driver;
    private final NodeDirectory directory;
    private final DatagramCheck check;
    private NodeMembership membership;

    private MediaDriverNode(MediaDriver driver, NodeDirectory directory, DatagramCheck check) {
        this.driver = driver;
        this.directory = directory;
        this.check = check;
    }

    /**
     * Starts a driver for this machine alone in the directory, after removing what a dead one left there.
     *
     * @throws RemexConfigException a live driver has the directory, or it cannot be made
     */
    public static MediaDriverNode launch(NodeDirectory directory) {
        return launch(directory, context(directory), new DatagramCheck(new Members(), SystemNanoClock.INSTANCE));
    }

    /**
     * Starts a driver as {@link #launch(NodeDirectory)} does, on the network if the configuration has an address for it.
     *
     * @throws RemexConfigException as there; or the address cannot be used, is another process's, or asks for a token
     */
    public static MediaDriverNode launch(NodeDirectory directory, RemexConfig config) {
        DataNetwork network = DataNetwork.of(config).orElse(null);
        if (network == null) {
            return launch(directory);
        }
        SchedulerConnection scheduler =
                new GrpcSchedulerConnection(config.text(ConfigKey.ADDRESS), config.text(ConfigKey.TOKEN));
        try {
            return launch(directory, network, LatencyTier.of(config.text(ConfigKey.LATENCY)), scheduler);
        } catch (RuntimeException e) {
            scheduler.close();
            throw e;
        }
    }

    /** On the network; {@code scheduler} is closed with the node. */
    static MediaDriverNode launch(
            NodeDirectory directory, DataNetwork network, LatencyTier latency, SchedulerConnection scheduler) {
        requireFree(network.address());
        Members members = new Members();
        DatagramCheck check = new DatagramCheck(members, SystemNanoClock.INSTANCE);
        MediaDriver.Context context = context(directory)
                .sharedIdleStrategy(latency.newBackgroundIdleStrategy())
                .mtuLength(network.mtuBytes())
                .senderPortManager(new SenderPorts(network.address()))
                .receiveChannelEndpointSupplier((channel, dispatcher, status, driver) ->
                        new CheckingReceiveEndpoint(channel, dispatcher, status, driver, check))
                .sendChannelEndpointSupplier(
                        (channel, status, driver) -> new CheckingSendEndpoint(channel, status, driver, check));
        MediaDriverNode node = launch(directory, context, check);
        try {
            network.write(directory);
            node.membership = new NodeMembership(scheduler, node.nodeId(), network.address(), members);
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** A port that is taken would otherwise show at the first lane only. */
    private static void requireFree(DataAddress address) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(new InetSocketAddress(address.host(), address.firstPort()));
        } catch (SocketException e) {
            throw new RemexConfigException(
                    ConfigKey.NODE_DATA_ADDRESS.key() + ": cannot receive on " + address.endpoint() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static MediaDriver.Context context(NodeDirectory directory) {
        ModuleExports.require();
        Path path = directory.path();
        try {
            Files.createDirectories(path.getParent());
            restrict(path.getParent());
        } catch (IOException | UncheckedIOException e) {
            throw new RemexConfigException("cannot make the node directory " + path + ": " + e.getMessage(), e);
        }
        return new MediaDriver.Context()
                .aeronDirectoryName(path.toString())
                .dirDeleteOnShutdown(true)
                .warnIfDirectoryExists(false)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new QuietIdleStrategy(SHORT_PARKS, MIN_PARK_NS, MAX_PARK_NS))
                .driverTimeoutMs(AeronDataPlane.DRIVER_TIMEOUT_MS)
                .dirDeleteOnStart(directory.isLeftBehind())
                .clientLivenessTimeoutNs(CLIENT_LIVENESS_NS)
                .publicationUnblockTimeoutNs(UNBLOCK_NS)
                .ipcMtuLength(MTU_BYTES)
                .counterValuesBufferLength(COUNTER_VALUES_BYTES)
                .errorHandler(error -> LOGGER.log(System.Logger.Level.WARNING, "media driver: " + error));
    }

    private static MediaDriverNode launch(NodeDirectory directory, MediaDriver.Context context, DatagramCheck check) {
        try {
            return new MediaDriverNode(MediaDriver.launch(context), directory, check);
        } catch (ActiveDriverException e) {
            throw new RemexConfigException(
                    "a node already runs in " + directory.path() + "; stop it, or choose another directory", e);
        }
    }

    private static void restrict(Path directory) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                && directory.getFileName().toString().startsWith("remex-")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Where it is. */
    public NodeDirectory directory() {
        return directory;
    }

    /** Its identity, new with each launch. */
    public String nodeId() {
        return directory.requireNodeId();
    }

    /** What became of datagrams that were turned away. */
    DatagramCheck check() {
        return check;
    }

    @Override
    public void close() {
        if (membership != null) {
            membership.close();
        }
        driver.close();
    }
}
