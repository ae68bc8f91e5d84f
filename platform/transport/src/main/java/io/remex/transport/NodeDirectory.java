package io.remex.transport;

import io.aeron.CncFileDescriptor;
import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;

/**
 * The directory in shared memory that makes processes of one host a node: its media driver's.
 *
 * @param path the directory
 */
public record NodeDirectory(Path path) {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /** The directory that the configuration names, or the user's default. */
    public static NodeDirectory of(RemexConfig config) {
        String configured = config.text(ConfigKey.NODE_DIRECTORY);
        return new NodeDirectory(
                configured.isEmpty() ? defaultPath() : Path.of(configured).toAbsolutePath());
    }

    /** A fresh directory for a driver inside this process. */
    public static NodeDirectory ofThisProcess() {
        return new NodeDirectory(parent().resolve(
                        "embedded-" + ProcessHandle.current().pid() + '-' + Long.toHexString(System.nanoTime())));
    }

    /** The default of this user on this host. */
    public static Path defaultPath() {
        return parent().resolve("node");
    }

    private static Path parent() {
        Path root = Files.isDirectory(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        return root.resolve("remex-" + System.getProperty("user.name", "user").replaceAll("[^a-zA-Z0-9._-]", "_"));
    }

    /** The node's identity: new with each start of its driver. Empty if no driver is there. */
    public String nodeId() {
        DriverMark mark = mark();
        return mark == null || !mark.isAlive()
                ? ""
                : hostName() + ':' + path.getFileName() + ':' + mark.pid() + '-' + mark.startTimestampMs();
    }

    /** Whether the directory is that of a driver whose process is gone. */
    boolean isLeftBehind() {
        DriverMark mark = mark();
        return mark != null && !mark.isAlive();
    }

    /** What a driver wrote about itself. */
    private record DriverMark(long pid, long startTimestampMs) {
        private boolean isAlive() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
    }

    private DriverMark mark() {
        ModuleExports.require();
        File cnc = path.resolve(CncFileDescriptor.CNC_FILE).toFile();
        if (!cnc.isFile() || cnc.length() < CncFileDescriptor.META_DATA_LENGTH) {
            return null;
        }
        MappedByteBuffer mapped = null;
        try (FileChannel channel = FileChannel.open(cnc.toPath(), StandardOpenOption.READ)) {
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, CncFileDescriptor.META_DATA_LENGTH);
            DirectBuffer metaData = CncFileDescriptor.createMetaDataBuffer(mapped);
            int version = metaData.getInt(CncFileDescriptor.cncVersionOffset(0));
            if (version == 0) {
                return null;
            }
            return new DriverMark(CncFileDescriptor.pid(metaData), CncFileDescriptor.startTimestampMs(metaData));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + cnc, e);
        } finally {
            IoUtil.unmap(mapped);
        }
    }

    /**
     * The node's identity.
     *
     * @throws RemexConfigException no driver is there; the message says how to start one
     */
    public String requireNodeId() {
        String id = nodeId();
        if (id.isEmpty()) {
            throw new RemexConfigException("no remex-node runs with " + ConfigKey.NODE_DIRECTORY.key() + "='" + path
                    + "'; start one on this host with: java -jar remex-node.jar --directory " + path
                    + " (or set " + ConfigKey.NODE_MODE.key() + "=embedded)");
        }
        return id;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
