package io.remex.testkit;

import io.remex.RemexConfig;
import io.remex.objectstore.ObjectStore;
import io.remex.transport.DataPlane;
import io.remex.transport.MediaDriverNode;
import io.remex.transport.NodeDirectory;
import io.remex.transport.ProcessStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A media driver of the test's own, in shared memory, and a client of it. The test closes it. */
public final class TestNode implements AutoCloseable {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final int TERM_BYTES = 1 << 20;
    private static final AtomicInteger STREAM_IDS = new AtomicInteger(1_000);

    private final MediaDriverNode driver;
    private final DataPlane dataPlane;
    private final ProcessStore store;

    /** Starts the driver. */
    public TestNode() {
        Path root = Path.of("/dev/shm");
        String name = "remex-test-" + ProcessHandle.current().pid() + '-' + Long.toHexString(System.nanoTime());
        driver = MediaDriverNode.launch(new NodeDirectory(
                (Files.isDirectory(root) ? root : Path.of(System.getProperty("java.io.tmpdir"))).resolve(name)));
        dataPlane = DataPlane.connect(driver.directory(), TERM_BYTES);
        store = ProcessStore.acquire(RemexConfig.builder().build(), driver.directory());
    }

    /** The test's own client. */
    public DataPlane dataPlane() {
        return dataPlane;
    }

    /** This process's share in the node's object store; runtimes and workers of the test use the same one. */
    public ObjectStore store() {
        return store.store();
    }

    /** As if remex-node were stopped while its processes go on. */
    public void stopDriver() {
        driver.close();
    }

    /** Where the driver is. */
    public NodeDirectory directory() {
        return driver.directory();
    }

    /** A stream id that no other test of this JVM uses. */
    public static int newStreamId() {
        return STREAM_IDS.incrementAndGet();
    }

    /** Waits for something that another thread does. */
    public static void await(BooleanSupplier condition) {
        await("the condition", condition);
    }

    /**
     * Waits for something that another thread does.
     *
     * @throws AssertionError it does not happen; the message names {@code what}
     */
    public static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError(what + ": not in time");
            }
            Thread.yield();
        }
    }

    @Override
    public void close() {
        dataPlane.close();
        store.close();
        driver.close();
    }
}
