package io.remex.objectstore;

import io.remex.ConfigKey;
import io.remex.RemexConfig;
import io.remex.RemexConfigException;
import io.remex.spi.SizeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a process uses the store of its node.
 *
 * @param directory the store's, the same for all processes of the node
 * @param memory what it may take
 * @param spill where objects go that do not fit
 * @param checks what costs time and finds mistakes
 */
public record StoreConfig(Path directory, Memory memory, Spill spill, Checks checks) {
    /** What a store's directory is called: the node's, and this. */
    static final String DIRECTORY_SUFFIX = ".store";

    /** What a store may have where the file system does not say how large it is, and a share is asked for. */
    private static final long UNKNOWN_FILE_SYSTEM_BYTES = 1L << 30;

    /**
     * Shared memory.
     *
     * @param processBytes limit of this process
     * @param machineBytes limit of all processes that use the directory
     * @param segmentBytes size of a usual segment
     * @param fullTimeout how long an allocation waits for room
     */
    public record Memory(long processBytes, long machineBytes, long segmentBytes, Duration fullTimeout) {}

    /**
     * Spilling.
     *
     * @param directory where
     * @param limitBytes how much of this process's; 0: no spilling
     * @param thresholdBytes how much memory objects may have before some are spilled
     */
    public record Spill(Path directory, long limitBytes, long thresholdBytes) {}

    /**
     * Checks that are off unless asked for.
     *
     * @param checksum whether objects in memory carry a checksum
     * @param leakDetection whether the place that made a forgotten object is kept
     */
    public record Checks(boolean checksum, boolean leakDetection) {}

    /** The directory of a node's store: beside the node's own, which its media driver makes and removes. */
    public static Path directoryBeside(Path nodeDirectory) {
        Path absolute = nodeDirectory.toAbsolutePath().normalize();
        return absolute.resolveSibling(absolute.getFileName() + DIRECTORY_SUFFIX);
    }

    /**
     * The configuration of a process.
     *
     * @param nodeDirectory directory of the node's media driver
     * @throws RemexConfigException the file system of the store cannot be looked at
     */
    public static StoreConfig of(RemexConfig config, Path nodeDirectory) {
        Path directory = directoryBeside(nodeDirectory);
        long fileSystemBytes = fileSystemBytes(directory);
        long processBytes = bytes(config.text(ConfigKey.STORE_MEMORY), fileSystemBytes);
        Memory memory = new Memory(
                processBytes,
                bytes(config.text(ConfigKey.STORE_MACHINE_MEMORY), fileSystemBytes),
                SizeText.parse(config.text(ConfigKey.STORE_SEGMENT)),
                config.duration(ConfigKey.STORE_FULL_TIMEOUT));
        Spill spill = new Spill(
                spillDirectory(config),
                SizeText.parse(config.text(ConfigKey.STORE_SPILL_LIMIT)),
                share(processBytes, SizeText.parseShare(config.text(ConfigKey.STORE_SPILL_THRESHOLD))));
        Checks checks =
                new Checks(isOn(config, ConfigKey.STORE_CHECKSUM), isOn(config, ConfigKey.STORE_LEAK_DETECTION));
        return new StoreConfig(directory, memory, spill, checks);
    }

    /** Where a process of that configuration spills to. */
    public static Path spillDirectory(RemexConfig config) {
        String configured = config.text(ConfigKey.STORE_SPILL_DIR);
        if (!configured.isEmpty()) {
            return Path.of(configured).toAbsolutePath();
        }
        String user = System.getProperty("user.name", "user").replaceAll("[^a-zA-Z0-9._-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "remex-" + user + "-spill")
                .toAbsolutePath();
    }

    private static boolean isOn(RemexConfig config, ConfigKey key) {
        return config.text(key).equals("on");
    }

    private static long fileSystemBytes(Path directory) {
        try {
            return new StoreDirectory(directory).fileSystemBytes().orElse(UNKNOWN_FILE_SYSTEM_BYTES);
        } catch (IOException e) {
            throw new RemexConfigException("cannot look at the file system of " + directory + ": " + e.getMessage(), e);
        }
    }

    private static long bytes(String text, long whole) {
        return SizeText.isShare(text) ? share(whole, SizeText.parseShare(text)) : SizeText.parse(text);
    }

    private static long share(long whole, int percent) {
        return whole / 100 * percent;
    }
}
