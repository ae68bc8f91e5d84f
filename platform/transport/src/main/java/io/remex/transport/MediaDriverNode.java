package io.remex.transport;

import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.exceptions.ActiveDriverException;
import io.remex.RemexConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * The media driver of a node: gives the processes of this host the log buffers that their lanes are made of, and takes them away
 * from processes that die. Shared memory only: no socket is opened. Whoever launches it closes it, which removes the directory.
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

    private MediaDriverNode(MediaDriver driver, NodeDirectory directory) {
        this.driver = driver;
        this.directory = directory;
    }

    /**
     * Starts a driver in the directory, after removing what a dead one left there.
     *
     * @throws RemexConfigException a live driver has the directory, or it cannot be made
     */
    public static MediaDriverNode launch(NodeDirectory directory) {
        ModuleExports.require();
        Path path = directory.path();
        try {
            Files.createDirectories(path.getParent());
            restrict(path.getParent());
        } catch (IOException | UncheckedIOException e) {
            throw new RemexConfigException("cannot make the node directory " + path + ": " + e.getMessage(), e);
        }
        MediaDriver.Context context = new MediaDriver.Context()
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
        try {
            return new MediaDriverNode(MediaDriver.launch(context), directory);
        } catch (ActiveDriverException e) {
            throw new RemexConfigException(
                    "a node already runs in " + path + "; stop it, or choose another directory", e);
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

    @Override
    public void close() {
        driver.close();
    }
}
